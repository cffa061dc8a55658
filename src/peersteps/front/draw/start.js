// Before a conversation: what it is, what is in it, and how to leave it.

import { button, h, heading, list } from "./dom.js";

/** @import { Scenario } from "../types" */

/**
 * @param {Scenario} scenario
 * @param {string} words said first, such as after stopping
 * @param {boolean} underWay
 * @param {{ go: () => void, again: () => void, read: () => void, moment: (id: string) => void }} does
 */
export function start({ summary, minutes, notes, moments }, words, underWay, { go, again, read, moment }) {
  const title = heading("Before you start");
  const practise = Object.entries(moments).map(([id, { title }]) => button(title, () => moment(id), "ps-link"));
  const element = h(
    "section",
    { class: "ps-start" },
    words && h("p", {}, words),
    title,
    h("p", {}, summary),
    h(
      "div",
      { class: "ps-note" },
      notes.length > 0 && h("p", {}, `In it: ${notes.join("; ")}.`),
      h("p", {}, `About ${minutes} minutes. You can pause, skip, or read it as a script instead.`),
    ),
    h(
      "div",
      { class: "ps-row" },
      button(underWay ? "Carry on where you were" : "Start", go, "ps-button ps-main"),
      underWay && button("Start again", again),
      button("Read as a script", read),
    ),
    practise.length > 0 &&
      h("details", {}, h("summary", {}, "Practise one moment, in about three minutes"), list(practise)),
  );
  return { element, title };
}
