// Words that several drawings share.

import { h } from "./dom.js";

/** @import { Keeper, Practice } from "../types" */

/** @type {Record<Practice, string>} */
export const PRACTICE = {
  helpful: "Helpful",
  mixed: "Mixed",
  "too-soon": "Too soon",
  unhelpful: "Unhelpful",
  unsafe: "Not safe",
  neutral: "",
};

/**
 * Where a place or a record is held, and what that means.
 * @param {Keeper} keeper
 * @param {string} thing "Your place" or "Your record"
 */
export function whereHeld(keeper, thing) {
  const trouble = {
    "": "",
    cleared: "What was kept on this device has been cleared since you opened this page. ",
    full: "This device has no room left to keep more. ",
  }[keeper.trouble()];
  const held = {
    device: `${thing} is kept on this device until you clear it.`,
    tab: `${thing} is held in this tab. It is gone when you close it.`,
    memory: `This browser does not let the page keep anything. Everything works, but ${thing.toLowerCase()} is lost when you leave or reload.`,
  }[keeper.where()];
  return trouble + held;
}

/**
 * What a choice says; something done instead stands in brackets in the script, and loses them here.
 * @param {string} words
 */
export function sayOrDo(words) {
  const done = /^\((.*)\)$/.exec(words);
  return done ? h("em", {}, done[1]) : words;
}

/** @param {string} words */
export function isDone(words) {
  return words.startsWith("(");
}
