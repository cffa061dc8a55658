// The transcript: what both voices said, and what there is to learn from it. It only ever grows or goes back.

import { comesFrom } from "./support.js";
import { h } from "./dom.js";
import { PRACTICE, sayOrDo } from "./words.js";

/** @import { Choice, Line, Scenario, Turn } from "../types" */

const YOU = "You";

/**
 * One turn as list items, and the heading that focus goes to.
 * @param {Scenario} scenario
 * @param {Turn} turn
 * @param {boolean} hints whether feedback is shown now or held until the ending
 */
export function turnItems(scenario, turn, hints) {
  const items = spoken(turn.heard);
  const target = h("h3", { tabindex: "-1", class: "ps-who" });
  if (turn.own) {
    target.textContent = "You found your own words";
    items.unshift(h("li", { class: "ps-stage" }, target));
  } else if (turn.made) {
    const word = hints && PRACTICE[turn.made.practice];
    if (hints) items.unshift(feedback(scenario, turn.made, word ? target : null));
    items.unshift(
      h(
        "li",
        { class: "ps-you ps-made" },
        word ? h("span", { class: "ps-who" }, YOU) : target,
        sayOrDo(turn.made.words),
      ),
    );
    target.textContent = word || YOU;
    if (word) target.className = "ps-word";
  }
  return { items, target };
}

/**
 * The lines of a turn: a name once per run of lines, a beat as space before the next.
 * @param {Line[]} lines
 * @returns {HTMLLIElement[]}
 */
export function spoken(lines) {
  /** @type {HTMLLIElement[]} */
  const items = [];
  let voice = "";
  let beat = false;
  for (const line of lines) {
    if (line[0] === "beat") {
      beat = true;
      continue;
    }
    const who = line[0] === "speech" ? line[1] : "";
    const look = line[0] === "stage" ? "ps-stage" : who === YOU ? "ps-you" : "ps-them";
    const name = who && who !== voice && h("span", { class: "ps-who" }, who);
    items.push(h("li", { class: beat ? `${look} ps-beat` : look }, name, line[0] === "stage" ? line[1] : line[2]));
    voice = who;
    beat = false;
  }
  return items;
}

/**
 * @param {Scenario} scenario
 * @param {Choice} choice
 * @param {HTMLElement | null} word
 */
function feedback(scenario, choice, word) {
  return h("li", { class: "ps-feedback" }, word, h("p", {}, choice.why), comesFrom(scenario.facts[choice.fact ?? ""]));
}
