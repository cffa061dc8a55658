// Replays traces: `node tests/front/traces.js FILE...` prints the first difference of each file, or its number of plays.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { order } from "../../src/peersteps/front/core/random.js";
import { begin, beginMoment, debriefLines, offered, said, step } from "../../src/peersteps/front/core/scenario.js";
import { SAID, readingOrder, replay } from "../../src/peersteps/front/core/talk.js";

/** Replay every play of a trace; throws at the first difference. The answer is how many plays there were. */
export function replayTrace({ payload, plays, readingOrder: expected }) {
  assert.deepEqual(readingOrder(payload), expected, "reading order");
  for (const { seed, moment, path, states } of plays) {
    let state = moment ? beginMoment(payload, moment, seed) : begin(payload, seed);
    states.forEach((wanted, turn) => {
      const where = `seed ${seed}, ${path.slice(0, turn).join(" > ")}`;
      if (turn > 0) {
        const own = payload.scenes[state.scene].sayIt && path[turn - 1] === SAID;
        state = own ? said(payload, state) : step(payload, state, path[turn - 1]);
      }
      assert.deepEqual(seen(payload, state, seed, turn), wanted, where);
    });
    assert.deepEqual(replay(payload, { seed, path, moment }).state, state, `replay of seed ${seed}`);
  }
  return plays.length;
}

function seen(payload, state, seed, turn) {
  const ids = offered(payload, state).map((choice) => choice.id);
  const debrief = debriefLines(payload, state);
  return { ...state, used: [...state.used].sort(), offered: ids, order: order(seed, turn, ids.length), debrief };
}

export function readTrace(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

const files = process.argv[1] === import.meta.filename ? process.argv.slice(2) : [];
for (const file of files) console.log(`${file}: ${replayTrace(readTrace(file))} plays agree`);
