// A group before one screen: large type, and what a choice does stays covered until the trainer shows it.

import { h } from "../draw/dom.js";
import { PRACTICE } from "../draw/words.js";

/** @import { Turn } from "../types" */

export const ASK_GROUP = "Ask the group: what might each of these do? Hands up for one, and nobody counts. Then choose.";

/**
 * What the last choice did, covered.
 * @param {Turn} turn
 */
export function covered({ made }) {
  if (!made) return null;
  const word = PRACTICE[made.practice];
  return h(
    "li",
    { class: "ps-feedback" },
    h("details", {}, h("summary", {}, "Show what it does"), word && h("p", { class: "ps-word" }, word), h("p", {}, made.why)),
  );
}
