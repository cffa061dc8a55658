import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { merged } from "../../src/peersteps/front/core/merge.js";
import { added, blank, isPseudonym, named, readRecord } from "../../src/peersteps/front/core/record.js";
import { completed, uuid } from "../../src/peersteps/front/core/statement.js";

const about = { activity: "https://peersteps.example/xapi/scenario/quiet-evening", revision: "1.0.0+1a2b3c4d" };
const now = new Date("2026-11-22T20:15:00.123Z");
const whole = () => added(blank(now), completed(about, now));

test("a statement is the one in the contract", () => {
  const contract = readFileSync(new URL("../../book/decisions/contracts.md", import.meta.url), "utf8");
  const example = JSON.parse(contract.match(/```json\n([\s\S]+?)```/)[1]);
  const { id, ...made } = named(whole(), "p-heron").statements[0];
  const { id: _, ...wanted } = example;
  assert.deepEqual(made, wanted);
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("a module has its own type", () => {
  const made = completed({ ...about, activity: "https://peersteps.example/xapi/module/first-call" }, now);
  assert.equal(made.object.definition.type, "http://adlnet.gov/expapi/activities/module");
});

test("ids differ", () => {
  assert.equal(new Set(Array.from({ length: 1000 }, uuid)).size, 1000);
});

test("the same thing on the same day counts once; on another day, or with other words, again", () => {
  let record = whole();
  assert.equal(added(record, completed(about, new Date("2026-11-22T21:00:00Z"))), record);
  record = added(record, completed(about, new Date("2026-11-23T21:00:00Z")));
  record = added(record, completed({ ...about, revision: "1.0.1+00000000" }, now));
  assert.equal(record.statements.length, 3);
});

test("a pseudonym goes into every statement, and out again", () => {
  const record = named(whole(), "p-heron");
  assert.equal(record.statements[0].actor.account.name, "p-heron");
  assert.equal(named(record, "").statements[0].actor.account.name, "p-me");
});

test("pseudonyms", () => {
  for (const fine of ["p-heron", "a-b2", "p-a-1"]) assert.ok(isPseudonym(fine), fine);
  for (const wrong of ["", "heron", "P-heron", "p-", "p-a", "p heron", "p-heron@x.org", `p-${"a".repeat(41)}`, 3, null])
    assert.ok(!isPseudonym(wrong), String(wrong));
});

test("two records become one without loss or repetition", () => {
  const other = added(named(blank(now), "p-wren"), completed({ ...about, revision: "2.0.0+ffffffff" }, now));
  const record = merged(whole(), other);
  assert.equal(record.statements.length, 2);
  assert.equal(record.who, "p-wren");
  assert.equal(merged(record, other).statements.length, 2);
});

test("what is not a record is not read", () => {
  const text = JSON.stringify(whole());
  assert.deepEqual(readRecord(text), JSON.parse(text));
  const wrong = [
    null,
    "",
    "{",
    text.slice(0, -9),
    "[]",
    "{}",
    '{"kind":"peersteps-record","schema":2,"who":"","statements":[]}',
    '{"kind":"peersteps-record","schema":1,"who":"Jo Smith","statements":[]}',
    '{"kind":"peersteps-record","schema":1,"who":"","statements":[{}]}',
  ];
  for (const one of wrong) assert.equal(readRecord(one), null, String(one));
});
