// Three questions before and after, for the learner alone: held in this page's memory, never kept, recorded or sent.

import { h, heading, newId } from "../draw/dom.js";

const ASKED = [
  "I know what I might say first.",
  "I know what to do if somebody is in danger.",
  "I know who is there for me afterwards.",
];
const HOW = ["Not yet", "A little", "Mostly", "Yes"];

/** The answers of one learner to the three questions, before and after. */
export class Confidence {
  constructor() {
    /** @type {Map<string, string>} */
    this.before = new Map();
    /** @type {Map<string, string>} */
    this.after = new Map();
  }

  /** To open before the first choice, or not. */
  ask() {
    return h(
      "details",
      { class: "ps-confidence" },
      h("summary", {}, "Three questions for you alone, if you like"),
      h("p", {}, "Nobody sees them. They are gone when you leave this page."),
      ...ASKED.map((words) => choices(words, this.before, () => {})),
    );
  }

  /** After an ending, only for those who answered before. */
  look() {
    if (!this.before.size) return null;
    const beside = h("ul", {});
    const draw = () => beside.replaceChildren(...ASKED.flatMap((words) => this.compared(words)));
    draw();
    return h(
      "section",
      { class: "ps-confidence" },
      heading("Before and after, for you alone"),
      ...ASKED.map((words) => choices(words, this.after, draw)),
      beside,
    );
  }

  /** @param {string} words */
  compared(words) {
    const [before, after] = [this.before.get(words), this.after.get(words)];
    return before && after ? [h("li", {}, `${words} Before: ${before.toLowerCase()}. Now: ${after.toLowerCase()}.`)] : [];
  }
}

/**
 * @param {string} words
 * @param {Map<string, string>} answers
 * @param {() => void} changed
 */
function choices(words, answers, changed) {
  const name = newId();
  const ways = HOW.map((how) => {
    const onchange = () => {
      answers.set(words, how);
      changed();
    };
    const box = h("input", { type: "radio", name, value: how, checked: answers.get(words) === how, onchange });
    return h("label", {}, box, how);
  });
  return h("fieldset", { class: "ps-how" }, h("legend", {}, words), ...ways);
}
