// An invitation to play again after about eight weeks, made from the learner's own record. It follows nobody about.

import { longDate, isLongAgo, lastDone } from "../core/again.js";
import { button, h } from "../draw/dom.js";

/** @import { PersonRecord } from "../types" */

/**
 * One quiet line, and a way to put it away.
 * @param {PersonRecord | null | undefined} record
 * @param {string} activity
 * @param {Date} now
 */
export function invitation(record, activity, now) {
  const done = lastDone(record, activity);
  if (!done || !isLongAgo(done, now)) return null;
  const says = `You finished this on ${longDate(done)}, more than eight weeks ago. Playing it again may show you something else.`;
  const note = h(
    "div",
    { class: "ps-note ps-again" },
    h("p", {}, says),
    button("Not now", () => note.remove(), "ps-link"),
  );
  return note;
}
