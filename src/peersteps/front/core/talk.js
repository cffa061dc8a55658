// A conversation as a list of turns: what is told, what went well, and the order of its script. Pure.

import { newSeed } from "./random.js";
import { begin, beginMoment, offered, said, step } from "./scenario.js";

/** @import { Choice, Place, Scenario, Scene, State, Turn } from "../types" */

/** Stands in a path where the learner found their own words. */
export const SAID = "said";

const BEST_FIRST = ["helpful", "neutral", "mixed", "too-soon", "unhelpful", "unsafe"];

/**
 * The place from which a play begins.
 * @param {Scenario} scenario
 * @param {Partial<Place>} [wish]
 * @returns {Place}
 */
export function newPlace(scenario, wish = {}) {
  const { revision } = scenario;
  return { revision, seed: newSeed(), path: [], hints: true, moment: "", recorded: false, ...wish };
}

/**
 * A place that was kept, if it still fits these words; otherwise null.
 * @param {Scenario} scenario
 * @param {any} kept
 * @returns {Place | null}
 */
export function keptPlace(scenario, kept) {
  try {
    if (kept.revision !== scenario.revision) return null;
    const place = newPlace(scenario, kept);
    replay(scenario, place);
    return place;
  } catch {
    return null;
  }
}

/**
 * Play a path. Throws if a choice in it is not offered.
 * @param {Scenario} scenario
 * @param {Place} place
 */
export function replay(scenario, { seed, path, moment }) {
  let state = moment ? beginMoment(scenario, moment, seed) : begin(scenario, seed);
  /** @type {Turn[]} */
  const turns = [{ made: null, letter: "", own: null, heard: heard(scenario, state) }];
  for (const id of path) {
    const { choices = [], sayIt = null } = scenario.scenes[state.scene];
    const at = choices.findIndex((choice) => choice.id === id);
    state = sayIt && id === SAID ? said(scenario, state) : step(scenario, state, id);
    turns.push({ made: choices[at] ?? null, letter: letter(at), own: sayIt, heard: heard(scenario, state) });
  }
  return { state, turns };
}

/**
 * The choices of a state, each with the letter that it keeps in every order.
 * @param {Scenario} scenario
 * @param {State} state
 */
export function lettered(scenario, state) {
  const { choices = [] } = scenario.scenes[state.scene];
  return offered(scenario, state).map((choice) => ({ choice, letter: letter(choices.indexOf(choice)) }));
}

/**
 * What a debrief says of a path: helpful words by outcome, and the moments that pulled.
 * @param {Scenario} scenario
 * @param {Turn[]} turns
 */
export function lookBack(scenario, turns) {
  /** @type {Map<string, string[]>} */
  const well = new Map();
  /** @type {Choice[]} */
  const pulls = [];
  for (const { made } of turns) {
    if (made?.practice === "helpful") {
      const outcome = scenario.outcomes[made.skill ?? ""] ?? "";
      well.set(outcome, [...(well.get(outcome) ?? []), made.words]);
    } else if (made && made.practice !== "neutral") pulls.push(made);
  }
  const plain = well.get("") ?? [];
  well.delete("");
  return { well, plain, pulls };
}

/**
 * Every scene once: the most helpful way through first, then the other turns the talk can take.
 * The same order as peersteps.player.reading_order.
 * @param {Scenario} scenario
 */
export function readingOrder(scenario) {
  /** @type {Set<string>} */
  const order = new Set();
  const waiting = [scenario.start];
  for (let name = waiting.pop(); name; name = waiting.pop()) {
    if (order.has(name)) continue;
    order.add(name);
    waiting.push(...waysOn(scenario.scenes[name]).reverse());
  }
  return [...order];
}

/**
 * Where a scene can lead, the most helpful way first.
 * @param {Scene} scene
 */
function waysOn({ choices = [], next }) {
  if (next) return [next];
  return BEST_FIRST.flatMap((practice) => choices.filter((one) => one.practice === practice)).map((one) => one.next);
}

/**
 * @param {Scenario} scenario
 * @param {State} state
 */
function heard(scenario, state) {
  return state.passed.flatMap((name) => scenario.scenes[name].say);
}

/** @param {number} at */
export function letter(at) {
  return at < 0 ? "" : String.fromCharCode(65 + at);
}
