// Where somebody stands: the same rules as `progress.py`, held to it by the cases in tests/progress_cases/. Pure.

/** @import { Pathway, PathwayItem, Progress, Received, Standing } from "../types" */

const KNOWN = ["you-told-us", "recorded", "marked", "seen"];
const SUCCESS = ["completed", "passed"];
const SOON = 60;
const ALWAYS = Infinity;
const DAY = 86400000;

const london = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" });

/**
 * @typedef {{ until: number, rank: number, day: number, role: string }} Best
 * @typedef {{ item: PathwayItem, best?: Best, told?: Best }} Slot
 */

/**
 * Where one person stands on a day (`2026-11-22`).
 * @param {Pathway} pathway
 * @param {Received[]} received
 * @param {string} on
 * @returns {Progress}
 */
export function progress(pathway, received, on) {
  const today = ordinal(on);
  const levels = pathway.levels.map((level) => ({ level, slots: level.items.map((item) => ({ item })) }));
  /** @type {Slot[]} */
  const slots = levels.flatMap((one) => one.slots);
  const [past, ahead] = parted(received, (one) => dayOf(one.statement.timestamp) <= today);
  for (const one of past) if (counts(one, past)) take(slots, one);
  let before = true;
  const reached = levels.map(({ level, slots: own }) => {
    const items = own.map((slot) => standing(slot, today));
    const met = items.filter((item) => item.state === "met" || item.state === "due-soon").length;
    const needed = level.choose ?? items.length;
    before = before && met >= needed;
    return { level: level.id, reached: before, met, needed, items };
  });
  return { on, levels: reached, ahead: [...new Set(ahead.map((one) => one.statement.id))].sort() };
}

/**
 * @template T
 * @param {T[]} all
 * @param {(one: T) => boolean} test
 */
function parted(all, test) {
  return [all.filter(test), all.filter((one) => !test(one))];
}

/**
 * A success that nothing as strong has taken back.
 * @param {Received} one
 * @param {Received[]} all
 */
function counts(one, all) {
  if (!SUCCESS.includes(verb(one))) return false;
  return !all.some((other) => takesBack(other, one) && rank(other) >= rank(one));
}

/**
 * @param {Received} other
 * @param {Received} one
 */
function takesBack(other, one) {
  const same = other.statement.actor.account.name === one.statement.actor.account.name;
  return same && verb(other) === "voided" && other.statement.object.id === one.statement.id;
}

/**
 * @param {Slot[]} slots
 * @param {Received} one
 */
function take(slots, one) {
  const about = one.statement.object.id.split("/").slice(-2).join("/");
  for (const slot of slots) {
    if (slot.item.item !== about && !slot.item.instead.includes(about)) continue;
    const day = dayOf(one.statement.timestamp);
    const until = slot.item.validMonths ? later(day, slot.item.validMonths) : ALWAYS;
    const found = { until, rank: rank(one), day, role: one.channel === "seen" ? one.source : "" };
    const kept = takes(slots, slot.item, about, one) ? "best" : "told";
    if (!slot[kept] || better(found, slot[kept])) slot[kept] = found;
  }
}

/**
 * Whether it is known well enough, and signed by somebody who may. An item taken instead keeps its own roles.
 * @param {Slot[]} slots
 * @param {PathwayItem} item
 * @param {string} about
 * @param {Received} one
 */
function takes(slots, item, about, one) {
  if (rank(one) < KNOWN.indexOf(item.known)) return false;
  const own = slots.findLast((slot) => slot.item.item === about)?.item.roles ?? [];
  const roles = item.item === about || !own.length ? item.roles : own;
  return one.channel !== "seen" || !roles.length || roles.includes(one.source);
}

/**
 * @param {Best} one
 * @param {Best} other
 */
function better(one, other) {
  const [mine, theirs] = [one, other].map((best) => [best.until, best.rank, -best.day]);
  const at = mine.findIndex((value, place) => value !== theirs[place]);
  return at < 0 ? one.role > other.role : mine[at] > theirs[at];
}

/**
 * @param {Slot} slot
 * @param {number} today
 * @returns {Standing}
 */
function standing({ item, best, told }, today) {
  if (best && best.until >= today) {
    const soon = best.until !== ALWAYS && best.until - today <= SOON;
    return stands(item.item, soon ? "due-soon" : "met", best);
  }
  if (told && told.until >= today && item.known === "seen") return { ...nothing(item.item), state: "waiting", since: date(told.day) };
  return best ? stands(item.item, "lapsed", best) : nothing(item.item);
}

/**
 * @param {string} item
 * @returns {Standing}
 */
function nothing(item) {
  return { item, state: "not-yet", since: null, until: null, known: null, role: "" };
}

/**
 * @param {string} item
 * @param {Standing["state"]} state
 * @param {Best} best
 * @returns {Standing}
 */
function stands(item, state, best) {
  const until = best.until === ALWAYS ? null : date(best.until);
  return { item, state, since: date(best.day), until, known: KNOWN[best.rank], role: best.role };
}

/** @param {Received} one */
function verb(one) {
  return one.statement.verb.id.split("/").at(-1) ?? "";
}

/** @param {Received} one */
function rank(one) {
  return KNOWN.indexOf(one.channel);
}

/**
 * The day it was in London, as days since 1970.
 * @param {string} timestamp
 */
function dayOf(timestamp) {
  return ordinal(london.format(new Date(timestamp)));
}

/** @param {string} on */
function ordinal(on) {
  return Date.parse(`${on}T00:00:00Z`) / DAY;
}

/** @param {number} day */
function date(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/**
 * The same day some months later, or the last day of that month if it is shorter.
 * @param {number} day
 * @param {number} months
 */
function later(day, months) {
  const from = new Date(day * DAY);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(from.getUTCDate(), last)) / DAY;
}
