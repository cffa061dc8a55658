// The end of a conversation: what happened, what you did well by name, what pulled you, and who to take it to.

import { lookBack } from "../core/talk.js";
import { debriefLines } from "../core/scenario.js";
import { h, heading, list } from "./dom.js";
import { contactList } from "./support.js";
import { PRACTICE, isDone, sayOrDo } from "./words.js";

/** @import { Choice, Scenario, State, Turn } from "../types" */

/**
 * @param {Scenario} scenario
 * @param {State} state
 * @param {Turn[]} turns
 * @param {boolean} hints
 * @param {HTMLElement} actions what can be done from here
 */
export function ending(scenario, state, turns, hints, actions) {
  const { ending: title = "", debrief } = scenario.scenes[state.scene];
  return h(
    "section",
    { class: "ps-ending" },
    heading(title),
    h("p", {}, debrief?.happened),
    debrief?.now && h("div", { class: "ps-now" }, heading("What to do now"), h("p", {}, debrief.now)),
    ...didWell(scenario, turns),
    ...(hints ? pulled(scenario, turns) : oneByOne(turns)),
    ...alsoSaid(debriefLines(scenario, state)),
    heading("Questions to think about"),
    list(debrief?.questions ?? []),
    heading("Take this to supervision"),
    h(
      "p",
      {},
      "Choose one moment and talk it through with your supervisor or lead. What you chose is sent to nobody; you decide what you share.",
    ),
    heading("If this stayed with you"),
    contactList(scenario.support),
    actions,
  );
}

/**
 * @param {Scenario} scenario
 * @param {Turn[]} turns
 */
function didWell(scenario, turns) {
  const { well, plain } = lookBack(scenario, turns);
  if (!well.size && !plain.length) return [];
  const named = [...well].map(([outcome, words]) => h("li", {}, h("strong", {}, outcome), ...quotes(words)));
  const others =
    plain.length > 0 &&
    h("li", {}, well.size > 0 && h("strong", {}, "And you kept the talk open"), ...quotes(plain));
  return [heading("What you did well"), h("ul", { class: "ps-looks" }, ...named, others)];
}

/**
 * @param {Scenario} scenario
 * @param {Turn[]} turns
 */
function pulled(scenario, turns) {
  const { pulls } = lookBack(scenario, turns);
  if (!pulls.length) return [];
  return [
    heading("What pulled you"),
    h("p", {}, "Most people are pulled somewhere. These moments are worth another look."),
    h("ul", { class: "ps-looks" }, ...pulls.map(moment)),
  ];
}

/**
 * The feedback that was held back in a play without hints.
 * @param {Turn[]} turns
 */
function oneByOne(turns) {
  const made = turns.flatMap((turn) => turn.made ?? []);
  return [heading("Your choices, one by one"), h("ol", { class: "ps-looks" }, ...made.map(moment))];
}

/** @param {string[]} lines */
function alsoSaid(lines) {
  return lines.length ? [heading("Looking at the whole conversation"), ...lines.map((line) => h("p", {}, line))] : [];
}

/** @param {Choice} choice */
function moment(choice) {
  const word = PRACTICE[choice.practice];
  return h("li", {}, quote(choice.words), h("p", {}, word && h("strong", {}, `${word}. `), choice.why));
}

/** @param {string[]} words the first is shown, the others are a press away */
function quotes([first, ...more]) {
  return [quote(first), more.length > 0 && h("details", {}, h("summary", {}, `And ${more.length} more`), ...more.map(quote))];
}

/** @param {string} words */
function quote(words) {
  return h("p", { class: "ps-quote" }, isDone(words) ? sayOrDo(words) : `“${words}”`);
}
