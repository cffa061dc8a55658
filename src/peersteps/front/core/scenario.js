// Playing a scenario: the same rules, in the same order, as src/peersteps/engine.py.
// Golden traces in tests/traces/ hold the two together.

import { holds } from "./condition.js";
import { numbers } from "./random.js";

/** @import { Choice, Scenario, State } from "../types" */

/**
 * The first state. The seed draws what `vary` leaves open.
 * @param {Scenario} scenario
 * @param {number} seed
 */
export function begin(scenario, seed) {
  return arrive(scenario, fresh(scenario, seed));
}

/**
 * The state in which a moment starts.
 * @param {Scenario} scenario
 * @param {string} moment
 * @param {number} seed
 */
export function beginMoment(scenario, moment, seed) {
  const { scene, measures, chosen } = scenario.moments[moment];
  const state = fresh(scenario, seed);
  return arrive(scenario, { ...state, scene, measures: { ...state.measures, ...measures }, chosen });
}

/**
 * The choices that a state offers, in the author's order.
 * @param {Scenario} scenario
 * @param {State} state
 */
export function offered(scenario, state) {
  return (scenario.scenes[state.scene].choices ?? []).filter(
    (choice) =>
      !(choice.once && state.used.includes(mark(state, choice))) && (!choice.when || holds(choice.when, state)),
  );
}

/**
 * The state after a choice. Throws if the state does not offer it.
 * @param {Scenario} scenario
 * @param {State} state
 * @param {string} id
 */
export function step(scenario, state, id) {
  const choice = offered(scenario, state).find((one) => one.id === id);
  if (!choice) throw new RangeError(`'${id}' is not offered in '${state.scene}'`);
  const measures = { ...state.measures };
  for (const [name, change] of Object.entries(choice.effect)) {
    const [from, to] = scenario.measures[name];
    measures[name] = Math.max(from, Math.min(to, measures[name] + change));
  }
  const again = !choice.once || state.used.includes(mark(state, choice));
  const used = again ? state.used : [...state.used, mark(state, choice)];
  return arrive(scenario, { ...state, scene: choice.next, measures, used, chosen: [...state.chosen, id] });
}

/**
 * The state after a say-it scene; what was written is not part of it.
 * @param {Scenario} scenario
 * @param {State} state
 */
export function said(scenario, state) {
  const { next } = scenario.scenes[state.scene];
  if (!next) throw new RangeError(`'${state.scene}' has nothing to say`);
  return arrive(scenario, { ...state, scene: next });
}

/**
 * What this path adds to the debrief of its ending.
 * @param {Scenario} scenario
 * @param {State} state
 */
export function debriefLines(scenario, state) {
  return (scenario.scenes[state.scene].also ?? []).filter(({ when }) => holds(when, state)).map(({ say }) => say);
}

/**
 * @param {Scenario} scenario
 * @param {number} seed
 * @returns {State}
 */
function fresh(scenario, seed) {
  const random = numbers(seed);
  /** @type {Record<string, string>} */
  const drawn = {};
  for (const [name, words] of Object.entries(scenario.vary)) drawn[name] = words[Math.floor(random() * words.length)];
  /** @type {Record<string, number>} */
  const measures = {};
  for (const [name, [, , from]] of Object.entries(scenario.measures)) measures[name] = from;
  return { scene: scenario.start, measures, drawn, chosen: [], used: [], passed: [] };
}

/**
 * Walk through scenes that only lead on, and remember which were heard.
 * @param {Scenario} scenario
 * @param {State} state
 * @returns {State}
 */
function arrive(scenario, state) {
  const passed = [state.scene];
  for (let following = leadsTo(scenario, state.scene); following && !passed.includes(following);) {
    passed.push(following);
    following = leadsTo(scenario, following);
  }
  return { ...state, scene: passed[passed.length - 1], passed };
}

/**
 * @param {Scenario} scenario
 * @param {string} name
 */
function leadsTo(scenario, name) {
  const scene = scenario.scenes[name];
  return scene.sayIt ? null : scene.next;
}

/**
 * @param {State} state
 * @param {Choice} choice
 */
function mark(state, choice) {
  return `${state.scene}/${choice.id}`;
}
