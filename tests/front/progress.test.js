import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { progress } from "../../src/peersteps/front/core/progress.js";

const folder = new URL("../progress_cases/", import.meta.url);

for (const name of readdirSync(folder)) {
  const found = JSON.parse(readFileSync(new URL(name, folder), "utf8"));
  test(`${name}: ${found.says}`, () => {
    for (const { on, expected } of found.asks) {
      assert.deepEqual(progress(found.pathway, found.received, on), expected);
      assert.deepEqual(progress(found.pathway, [...found.received].reverse(), on), expected);
    }
  });
}
