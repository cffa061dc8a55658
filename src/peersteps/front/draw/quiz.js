// A quiz in a page: practice with replies, or questions to hand in as a file.

import { answersFile } from "./answers-file.js";
import { Graded } from "./graded.js";
import { Practice } from "./practice.js";

/** @import { Host, Quiz } from "../types" */

/**
 * @param {HTMLElement} root
 * @param {Quiz} payload
 * @param {Host} host
 */
export function quiz(root, payload, host) {
  return payload.mode === "graded"
    ? new Graded(root, payload, host, answersFile(host))
    : new Practice(root, payload, host);
}
