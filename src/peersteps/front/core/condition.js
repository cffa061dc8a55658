// Conditions on choices and debrief lines: trees such as ["and", ["chosen", "ask"], ["<=", "role", 2]].

/** @import { Condition, State } from "../types" */

/**
 * Whether a condition is true in a state.
 * @param {Condition} test
 * @param {State} state
 * @returns {boolean}
 */
export function holds(test, state) {
  switch (test[0]) {
    case "chosen":
      return state.chosen.includes(test[1]);
    case "not":
      return !holds(test[1], state);
    case "and":
      return test.slice(1).every((part) => holds(/** @type {Condition} */ (part), state));
    case "or":
      return test.slice(1).some((part) => holds(/** @type {Condition} */ (part), state));
  }
  const [op, name, value] = test;
  const found = Object.hasOwn(state.drawn, name) ? state.drawn[name] : state.measures[name];
  if (op === "=") return String(found) === String(value);
  return op === "<=" ? Number(found) <= Number(value) : Number(found) >= Number(value);
}
