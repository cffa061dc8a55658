// One question's fields: radios, checkboxes, a scale, an order to make, or a text for the trainer.

import { announcer, button, fill, h, newId } from "./dom.js";

/** @import { Option, Question } from "../types" */

/**
 * @typedef {object} Asking
 * @property {Question} question
 * @property {Option[]} options in the order shown
 * @property {string[]} answer
 * @property {string} written
 * @property {boolean} closed whether the answer stands and can no longer be changed here
 * @property {(option: Option) => Node | null} under what stands under an option
 * @property {(answer: string[]) => void} onAnswer
 * @property {(text: string) => void} onWrite
 */

const HINTS = {
  single: "",
  multiple: "Choose all that fit.",
  order: "Move the lines until the order fits.",
  judgement: "Choose the point that is nearest to your own view.",
  predict: "A guess is enough, and nobody counts it.",
  sort: "Put each under one heading.",
  spot: "Press the words that you mean. Press again to take one back.",
};

/** @param {Asking} asking */
export function fields(asking) {
  const { kind } = asking.question;
  if (kind === "written") return writing(asking);
  if (kind === "order") return ordering(asking);
  if (kind === "sort") return sorting(asking);
  if (kind === "spot" && !asking.closed) return spotting(asking);
  return choosing(asking);
}

/** @param {Asking} asking */
function choosing({ question, options, answer, closed, under, onAnswer }) {
  const type = question.kind === "multiple" || question.kind === "spot" ? "checkbox" : "radio";
  const group = newId();
  const rows = options.map((option) => {
    const id = newId();
    const checked = answer.includes(option.id);
    if (closed) {
      const yours = checked && h("strong", { class: "ps-who" }, "Your answer");
      return h(
        "div",
        { class: "ps-option ps-closed", "data-chosen": checked },
        yours,
        h("span", {}, option.words),
        under(option),
      );
    }
    const input = h("input", { type, id, name: group, value: option.id, checked });
    return h("div", { class: "ps-option" }, input, h("label", { for: id }, option.words), under(option));
  });
  const set = fieldset(question, ...rows);
  set.addEventListener("change", () => {
    const chosen = set.querySelectorAll("input:checked");
    onAnswer(Array.from(chosen, (input) => /** @type {HTMLInputElement} */ (input).value));
  });
  return set;
}

/** @param {Asking} asking */
function ordering({ question, options, answer, closed, under, onAnswer }) {
  const rows = h("ol", { class: "ps-order" });
  const status = announcer();
  let now = answer.length ? answer : options.map((option) => option.id);

  /**
   * @param {number} at
   * @param {number} by
   */
  const move = (at, by) => {
    const id = now[at];
    now = now.filter((one) => one !== id);
    now.splice(at + by, 0, id);
    draw();
    const buttons = rows.children[at + by].querySelectorAll("button");
    (buttons[by < 0 ? 0 : buttons.length - 1] ?? buttons[0]).focus();
    status.say(`Now in place ${at + by + 1} of ${now.length}.`);
    onAnswer(now);
  };
  const draw = () => {
    const items = now.map((id, at) => {
      const option = /** @type {Option} */ (options.find((one) => one.id === id));
      const up = at > 0 && mover("Move up", option, () => move(at, -1));
      const down = at < now.length - 1 && mover("Move down", option, () => move(at, 1));
      return h(
        "li",
        {},
        h("span", {}, option.words),
        !closed && h("span", { class: "ps-movers" }, up, down),
        under(option),
      );
    });
    fill(rows, ...items);
  };
  draw();
  const settle = () => {
    onAnswer(now);
    status.say("This is your answer now. You can still change it.");
  };
  return fieldset(question, rows, status.element, !closed && !answer.length && button("This is my order", settle));
}

/** @param {Asking} asking */
function sorting({ question, options, answer, closed, under, onAnswer }) {
  const put = new Map(answer.map((one) => /** @type {[string, number]} */ ([one.split(":")[0], Number(one.split(":")[1])])));
  const groups = question.groups ?? [];
  const rows = options.map((option) => {
    const id = newId();
    const ways = groups.map((group, at) => {
      const onchange = () => {
        put.set(option.id, at);
        if (put.size === options.length) onAnswer([...put].map(([one, where]) => `${one}:${where}`));
      };
      const field = newId();
      const input = h("input", { type: "radio", id: field, name: id, checked: put.get(option.id) === at, onchange });
      return h("div", { class: "ps-option" }, input, h("label", { for: field }, group));
    });
    const yours = closed && h("p", {}, `You put it under: ${groups[put.get(option.id) ?? -1] ?? "nothing"}`);
    return h(
      "div",
      { class: "ps-sorted", role: "group", "aria-labelledby": id },
      h("p", { id }, h("strong", {}, option.words)),
      ...(closed ? [yours, under(option)] : ways),
    );
  });
  return fieldset(question, ...rows);
}

/** @param {Asking} asking */
function spotting({ question, answer, onAnswer }) {
  const text = question.text ?? "";
  const found = new Set(answer);
  const places = question.options.map((option) => ({ option, at: text.indexOf(option.words) })).sort((a, b) => a.at - b.at);
  const passage = h("p", { class: "ps-passage" });
  let done = 0;
  for (const { option, at } of places) {
    const phrase = button(option.words, () => {
      if (!found.delete(option.id)) found.add(option.id);
      phrase.setAttribute("aria-pressed", String(found.has(option.id)));
      onAnswer([...found]);
    }, "ps-phrase");
    phrase.setAttribute("aria-pressed", String(found.has(option.id)));
    passage.append(text.slice(done, at), phrase);
    done = at + option.words.length;
  }
  passage.append(text.slice(done));
  return fieldset(question, passage);
}

/**
 * @param {string} words
 * @param {Option} option
 * @param {() => void} onclick
 */
function mover(words, option, onclick) {
  return h("button", { type: "button", class: "ps-button", "aria-label": `${words}: ${option.words}`, onclick }, words);
}

/** @param {Asking} asking */
function writing({ question, written, onWrite }) {
  const [field, hint] = [newId(), newId()];
  const attributes = { id: field, rows: "6", maxlength: "4000", "aria-describedby": hint };
  const area = h("textarea", attributes, written);
  area.addEventListener("input", () => onWrite(area.value));
  return h(
    "div",
    {},
    h(
      "p",
      { id: hint },
      h("strong", {}, "Your trainer will read this. "),
      "Write about the work. Leave out your own history, and anything that shows who somebody is.",
    ),
    h("label", { for: field }, question.ask),
    area,
  );
}

/**
 * @param {Question} question
 * @param {...(Node | false)} children
 */
function fieldset({ kind, ask }, ...children) {
  const hint = HINTS[/** @type {keyof typeof HINTS} */ (kind)];
  const id = newId();
  const describe = hint ? { "aria-describedby": id } : {};
  return h("fieldset", describe, h("legend", {}, ask), hint && h("p", { id }, hint), ...children);
}
