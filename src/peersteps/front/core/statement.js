// The statement that something was finished: as in book/decisions/contracts.md. Pure, but for time and chance.

/** @import { About, Statement } from "../types" */

/** Stands for the learner until they write the pseudonym that their trainer gave them. */
export const NOBODY = "p-me";

const ADL = "http://adlnet.gov/expapi";
const TYPES = { module: "module", scenario: "simulation" };

/**
 * The statement that something was finished. It is the same for playing, reading and listening.
 * @param {About} about
 * @param {Date} now
 * @returns {Statement}
 */
export function completed({ activity, revision }, now) {
  const kind = /** @type {keyof typeof TYPES} */ (activity.split("/").at(-2));
  return {
    id: uuid(),
    actor: actor(NOBODY, activity),
    verb: { id: `${ADL}/verbs/completed` },
    object: { objectType: "Activity", id: activity, definition: { type: `${ADL}/activities/${TYPES[kind]}` } },
    result: { completion: true },
    context: { revision, language: "en-GB" },
    timestamp: utc(now),
    version: "1.0.3",
  };
}

/** @param {Date} now */
export function utc(now) {
  return now.toISOString().replace(/\.\d+Z$/, "Z");
}

/** A random identifier. `crypto.randomUUID` is missing on plain http, so it is made by hand. */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/**
 * @param {string} name
 * @param {string} activity
 * @returns {Statement["actor"]}
 */
export function actor(name, activity) {
  return { objectType: "Agent", account: { homePage: new URL(activity).origin, name } };
}
