// Bringing a saved record back. Pure.

import { named } from "./record.js";

/** @import { PersonRecord } from "../types" */

/**
 * Two records as one: nothing is lost, nothing counts twice.
 * @param {PersonRecord} record
 * @param {PersonRecord} other
 * @returns {PersonRecord}
 */
export function merged(record, other) {
  const ids = new Set(record.statements.map((one) => one.id));
  const more = other.statements.filter((one) => !ids.has(one.id));
  return named({ ...record, statements: [...record.statements, ...more] }, record.who || other.who);
}
