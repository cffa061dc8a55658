// One moment, practised: it stops after its choice, and the learner says whether to go on.

import { arriveAt, button, h, heading } from "../draw/dom.js";

/** @import { Played, Turn } from "../types" */

const OPENS = "#moment-";

/**
 * The moment that the page's address names, if this conversation has it and nobody is in the middle of it.
 * @param {Played} played
 */
export function namedMoment({ scenario, place }) {
  const id = location.hash.startsWith(OPENS) ? location.hash.slice(OPENS.length) : "";
  return id in scenario.moments && !place.path.length ? id : "";
}

/**
 * Say which moment it is before its choice; after it, cover what comes next.
 * @param {Played} played
 * @param {Turn[]} turns
 * @param {Element} ask what is asked next
 */
export function frameMoment(played, turns, ask) {
  const { moment } = played.place;
  if (!moment || ask.querySelector(".ps-ending")) return;
  const { title } = played.scenario.moments[moment];
  if (turns.length === 1) ask.querySelector("h3")?.after(h("p", { class: "ps-hands" }, `One moment: ${title}.`));
  if (turns.length === 2) ask.prepend(over(played, moment, [...ask.children]));
}

/**
 * @param {Played} played
 * @param {string} moment
 * @param {Element[]} next
 */
function over(played, moment, next) {
  const show = (/** @type {boolean} */ on) => next.forEach((one) => one.toggleAttribute("hidden", !on));
  const element = h(
    "section",
    {},
    heading("That was the moment"),
    h("p", {}, "Try it another way, go on from here as in the whole call, or leave it at that."),
    h(
      "div",
      { class: "ps-row" },
      button("Try it again", () => played.playAgain({ moment }), "ps-button ps-main"),
      button("Go on from here", () => {
        element.remove();
        show(true);
        const question = /** @type {HTMLElement} */ (next[0]);
        arriveAt(question);
      }),
      button("Play the whole call", () => played.playAgain()),
    ),
  );
  show(false);
  return element;
}
