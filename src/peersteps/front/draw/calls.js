// The list of conversations: which the learner has finished, as far as the record on this device knows.

import { longDate, isLongAgo, lastDone } from "../core/again.js";
import { h } from "./dom.js";

/** @import { PersonRecord } from "../types" */

/**
 * @param {Iterable<Element>} rows each names a conversation in `data-call`
 * @param {PersonRecord} record
 * @param {Date} now
 */
export function playedBefore(rows, record, now) {
  for (const row of rows) {
    const done = lastDone(record, row.getAttribute("data-call") ?? "");
    if (!done) continue;
    const again = isLongAgo(done, now) ? " That is more than eight weeks ago: it may be a good one for tonight." : "";
    row.append(h("p", { class: "hint" }, `You finished this on ${longDate(done)}.${again}`));
  }
}
