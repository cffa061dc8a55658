// A page of the book: what happens stays in this browser until the learner saves it as a file.

import { RECORD, added, blank, readRecord } from "../core/record.js";
import { finishedHere } from "../draw/finished.js";
import { keeper } from "./keeper.js";

/** @import { Host, Keeper, PersonRecord } from "../types" */

/** @type {Keeper | undefined} */
let shared;

/** One keeper for all players of a page, so that they agree. */
export function pageKeeper() {
  return (shared ??= keeper());
}

/** @returns {Host} */
export function page() {
  const keeping = pageKeeper();
  return {
    load(name) {
      try {
        return JSON.parse(keeping.get(`peersteps:${name}`) ?? "null");
      } catch {
        return null;
      }
    },
    save: (name, value) => void keeping.put(`peersteps:${name}`, JSON.stringify(value)),
    send: (statement) => putRecord(keeping, added(theRecord(keeping), statement)),
    record: () => theRecord(keeping),
    finished: () => finishedHere(keeping, () => theRecord(keeping)),
    keeper: keeping,
  };
}

/**
 * The record in this browser; an empty one if there is none that can be read.
 * @param {Keeper} keeping
 */
export function theRecord(keeping) {
  return readRecord(keeping.get(RECORD)) ?? blank(new Date());
}

/**
 * @param {Keeper} keeping
 * @param {PersonRecord} record
 */
export function putRecord(keeping, record) {
  const text = keeping.get(RECORD);
  if (text && !readRecord(text)) keeping.put(`${RECORD}:unreadable`, text);
  keeping.put(RECORD, JSON.stringify(record));
  dispatchEvent(new Event("peersteps:record"));
}
