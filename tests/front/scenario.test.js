import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { order } from "../../src/peersteps/front/core/random.js";
import { keptPlace, lettered, lookBack, newPlace, replay } from "../../src/peersteps/front/core/talk.js";
import { begin, step } from "../../src/peersteps/front/core/scenario.js";
import { readTrace, replayTrace } from "./traces.js";

const TRACES = new URL("../traces/", import.meta.url);
const tiny = readTrace(new URL("kind-word.json", TRACES)).payload;

for (const name of readdirSync(TRACES).filter((one) => one.endsWith(".json"))) {
  test(`JavaScript plays ${name} as Python does`, () => {
    assert.ok(replayTrace(readTrace(new URL(name, TRACES))) > 10);
  });
}

test("a choice that is not offered is refused by name", () => {
  assert.throws(() => step(tiny, begin(tiny, 1), "goodnight"), /'goodnight' is not offered in 'hello'/);
});

test("the order is the same for the same seed and turn, and holds every place once", () => {
  for (let seed = 0; seed < 50; seed++) {
    assert.deepEqual(order(seed, 3, 4), order(seed, 3, 4));
    assert.deepEqual([...order(seed, 3, 4)].sort(), [0, 1, 2, 3]);
  }
});

test("letters follow the author's order, whatever is offered", () => {
  const { state } = replay(tiny, newPlace(tiny, { path: ["warm", "stay-with", "note"] }));
  const letters = lettered(tiny, state).map(({ choice, letter }) => [choice.id, letter]);
  assert.deepEqual(letters, [
    ["own-number", "B"],
    ["goodnight", "C"],
  ]);
});

test("turns hold both voices", () => {
  const { turns } = replay(tiny, newPlace(tiny, { path: ["warm", "stay-with"] }));
  assert.deepEqual(
    turns[2].heard.map((line) => line.at(-1)),
    ["It is. Nobody has said that to me before.", "I might put the kettle on."],
  );
  assert.equal(turns[1].made.id, "warm");
  assert.equal(turns[1].letter, "B");
});

test("a look back names what was done well by outcome, and what pulled", () => {
  const { turns } = replay(tiny, newPlace(tiny, { path: ["number", "repair", "stay-with", "note", "goodnight"] }));
  const { well, plain, pulls } = lookBack(tiny, turns);
  assert.deepEqual([...well.keys()], [tiny.outcomes.listen, tiny.outcomes.close]);
  assert.deepEqual(plain, []);
  assert.deepEqual(
    pulls.map((choice) => choice.id),
    ["number"],
  );
});

test("a kept place is refused when the words changed, a choice is gone or it is no place", () => {
  const place = newPlace(tiny, { path: ["warm"] });
  assert.deepEqual(keptPlace(tiny, JSON.parse(JSON.stringify(place))), place);
  for (const kept of [
    null,
    3,
    "x",
    {},
    { ...place, revision: "0" },
    { ...place, path: ["gone"] },
    { ...place, path: 3 },
    { ...place, moment: "gone" },
  ]) {
    assert.equal(keptPlace(tiny, kept), null, JSON.stringify(kept));
  }
});
