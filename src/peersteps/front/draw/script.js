// The whole conversation to read, for those who would rather not play it. It earns the same.

import { letter, readingOrder } from "../core/talk.js";
import { arriveAt, button, fill, h, heading, list } from "./dom.js";
import { comesFrom, contactList } from "./support.js";
import { spoken } from "./transcript.js";
import { PRACTICE, sayOrDo } from "./words.js";

/** @import { Choice, Scenario } from "../types" */

/**
 * @param {Scenario} scenario
 * @param {() => HTMLElement | undefined} onRead records it; the answer is shown
 */
export function script(scenario, onRead) {
  const order = readingOrder(scenario);
  const title = heading("As a script");
  /** @type {Map<string, HTMLElement>} */
  const headings = new Map();
  order.forEach((name, at) => {
    const { ending } = scenario.scenes[name];
    headings.set(name, heading(`Part ${at + 1}` + (ending ? `: an ending. ${ending}` : "")));
  });

  /** @type {Leads} */
  const leads = (from, to) => {
    const [here, there] = [order.indexOf(from) + 1, order.indexOf(to) + 1];
    const words = there === here + 1 ? "Goes on below" : `Goes on in part ${there}`;
    const target = /** @type {HTMLElement} */ (headings.get(to));
    const go = () => {
      target.closest("details")?.setAttribute("open", "");
      arriveAt(target);
    };
    return h("p", {}, button(words, go, "ps-link"));
  };

  const end = h(
    "div",
    {},
    button(
      "I have read this",
      () => {
        const done = h("p", { tabindex: "-1" }, "Recorded as finished, the same as playing it.");
        fill(end, done, onRead());
        arriveAt(done);
      },
      "ps-button ps-main",
    ),
  );

  const parts = order.map((name) => h("section", { class: "ps-part" }, headings.get(name), ...part(scenario, name, leads)));
  const through = order.findIndex((name) => scenario.scenes[name].ending) + 1;
  const element = h(
    "section",
    { class: "ps-script" },
    title,
    h(
      "p",
      {},
      "One helpful way through. The other turns are folded under it. Reading counts the same as playing.",
    ),
    ...parts.slice(0, through),
    end,
    h("details", {}, h("summary", {}, `The other turns, in ${order.length - through} parts`), ...parts.slice(through)),
    heading("If this stayed with you"),
    contactList(scenario.support),
  );
  return { element, title };
}

/** @typedef {(from: string, to: string) => HTMLElement} Leads */

/**
 * @param {Scenario} scenario
 * @param {string} name
 * @param {Leads} leads
 */
function part(scenario, name, leads) {
  const { say, choices = [], debrief, sayIt, next } = scenario.scenes[name];
  return [
    say.length > 0 && h("ol", { class: "ps-talk" }, ...spoken(say)),
    sayIt && h("p", {}, sayIt.prompt),
    sayIt && list(sayIt.models),
    choices.length > 0 && h("ul", { class: "ps-ways" }, ...choices.map((_, at) => way(scenario, name, at, leads))),
    next && leads(name, next),
    debrief && h("p", {}, debrief.happened),
    debrief?.now && h("p", {}, h("strong", {}, "What to do now: "), debrief.now),
    debrief && list(debrief.questions),
  ];
}

/**
 * @param {Scenario} scenario
 * @param {string} name
 * @param {number} at
 * @param {Leads} leads
 */
function way(scenario, name, at, leads) {
  const choice = /** @type {Choice[]} */ (scenario.scenes[name].choices)[at];
  const word = PRACTICE[choice.practice];
  return h(
    "li",
    {},
    h("p", { class: "ps-way" }, h("b", {}, letter(at)), h("span", {}, sayOrDo(choice.words))),
    h("p", {}, word && h("strong", {}, `${word}. `), choice.why),
    comesFrom(scenario.facts[choice.fact ?? ""]),
    leads(name, choice.next),
  );
}
