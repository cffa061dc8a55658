// What a page of the book adds when something was finished: what was recorded, and how to keep it.

import { h, heading } from "./dom.js";
import { fileOffer } from "./file.js";
import { keeping } from "./keeping.js";

/** @import { Keeper, PersonRecord } from "../types" */

/**
 * @param {Keeper} keeper
 * @param {() => PersonRecord} record
 */
export function finishedHere(keeper, record) {
  const file = () => ({ name: "peersteps-record.json", content: record() });
  return h(
    "div",
    {},
    heading("Your record"),
    h(
      "p",
      {},
      "It says that you finished this conversation, and on which day. It holds nothing of what you chose or how.",
    ),
    keeping(keeper, "Your record"),
    fileOffer("Save my record as a file", file),
  );
}
