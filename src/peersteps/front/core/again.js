// When something was last finished, and whether that is long ago. Pure.

/** @import { PersonRecord } from "../types" */

const WEEKS = 8;
const longDay = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "Europe/London" });

/**
 * When something was last finished, if the record knows of it.
 * @param {PersonRecord | null | undefined} record
 * @param {string} activity
 */
export function lastDone(record, activity) {
  const days = (record?.statements ?? []).filter((one) => one.object.id === activity).map((one) => one.timestamp);
  return days.length ? new Date(days.sort().at(-1) ?? "") : null;
}

/**
 * Whether about eight weeks have passed.
 * @param {Date} done
 * @param {Date} now
 */
export function isLongAgo(done, now) {
  return now.getTime() - done.getTime() >= WEEKS * 7 * 86_400_000;
}

/** @param {Date} day */
export function longDate(day) {
  return longDay.format(day);
}
