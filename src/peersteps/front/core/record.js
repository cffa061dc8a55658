// The record that a learner may keep and hand over: what was finished, never how. Pure.

import { NOBODY, actor, utc } from "./statement.js";

/** @import { PersonRecord, Statement } from "../types" */

/** The name under which a browser holds the record. */
export const RECORD = "peersteps:record";

const PSEUDONYM = /^[a-z]-[a-z0-9-]{2,40}$/;
/**
 * A record with nothing in it.
 * @param {Date} now
 * @returns {PersonRecord}
 */
export function blank(now) {
  return { kind: "peersteps-record", schema: 1, who: "", made: utc(now), statements: [] };
}

/**
 * The record with one statement more. Finishing the same thing twice on a day adds nothing.
 * @param {PersonRecord} record
 * @param {Statement} statement
 * @returns {PersonRecord}
 */
export function added(record, statement) {
  if (record.statements.some((one) => sameDay(one, statement))) return record;
  return named({ ...record, statements: [...record.statements, statement] }, record.who);
}

/**
 * The record under a pseudonym; "" takes it away again.
 * @param {PersonRecord} record
 * @param {string} who
 * @returns {PersonRecord}
 */
export function named(record, who) {
  const statements = record.statements.map((one) => ({ ...one, actor: actor(who || NOBODY, one.object.id) }));
  return { ...record, who, statements };
}

/**
 * The record in a text, or null if there is none that we can read.
 * @param {string | null} text
 * @returns {PersonRecord | null}
 */
export function readRecord(text) {
  try {
    const record = JSON.parse(text ?? "");
    const whole = record.kind === "peersteps-record" && record.schema === 1 && record.statements.every(sound);
    return whole && (record.who === "" || isPseudonym(record.who)) ? record : null;
  } catch {
    return null;
  }
}

/** @param {unknown} text */
export function isPseudonym(text) {
  return typeof text === "string" && PSEUDONYM.test(text);
}

/**
 * @param {Statement} one
 * @param {Statement} other
 */
function sameDay(one, other) {
  return key(one) === key(other);
}

/** @param {Statement} statement */
function key({ object, context, timestamp }) {
  return [object.id, context.revision, timestamp.slice(0, 10)].join(" ");
}

/** @param {any} one */
function sound(one) {
  return (
    new URL(one.object.id) && [one.id, one.context.revision, one.timestamp].every((text) => typeof text === "string")
  );
}
