import assert from "node:assert/strict";
import { test } from "node:test";
import { HandIn } from "../../src/peersteps/front/host/handin.js";

/** A server in memory, with the rules of the hand-in page. `fault` may answer in its place. */
function server() {
  const held = { answers: {}, written: {}, revision: 0, log: [], fault: null };
  held.fetch = async (url, { method, headers, body }) => {
    held.log.push(`${method} ${url}`);
    assert.equal(headers["X-XSRFToken"], "token");
    const answer = (status, json, more = {}) => ({
      status,
      ok: status < 400,
      redirected: false,
      json: async () => json,
      ...more,
    });
    if (held.fault) return held.fault(answer, method);
    const change = body && JSON.parse(body);
    if (method === "GET") return answer(200, { ...held, state: "new", receipt: null, marks: null });
    if (method === "POST") return answer(200, { receipt: { time: "2026-11-22T20:15:00Z", sha256: "ab" } });
    if (change.revision !== held.revision)
      return answer(409, { revision: held.revision, answers: { ...held.answers }, written: { ...held.written } });
    if (change.answer) held.answers[change.question] = change.answer;
    else held.written[change.question] = change.written.trim();
    return answer(200, { revision: ++held.revision });
  };
  return held;
}

async function opened(held) {
  const handIn = new HandIn("/base", "token", held.fetch);
  const news = [];
  handIn.onNews = (one) => news.push(one);
  await handIn.load();
  return { handIn, news };
}

test("answers are saved one by one, the newest of each question", async () => {
  const held = server();
  const { handIn, news } = await opened(held);
  for (const answer of [["a"], ["b"], ["c"]]) handIn.save({ question: "q", answer });
  handIn.save({ question: "t", written: "Text" });
  assert.ok(await handIn.settled());
  assert.deepEqual([held.answers, held.written], [{ q: ["c"] }, { t: "Text" }]);
  assert.equal(news.at(-1).state, "saved");
});

test("handing in waits until everything is saved", async () => {
  const held = server();
  const { handIn } = await opened(held);
  handIn.save({ question: "q", answer: ["a"] });
  assert.deepEqual(await handIn.submit(), { receipt: { time: "2026-11-22T20:15:00Z", sha256: "ab" } });
  assert.deepEqual(held.log, ["GET /base/answers", "PUT /base/answers", "POST /base/submit"]);
});

const FAULTS = {
  "the server is away": [
    () => {
      throw new TypeError("Failed to fetch");
    },
    /cannot be reached/,
  ],
  "the answer is no JSON (signed out)": [(answer) => answer(200, null), /signed out/],
  "the page was redirected (signed out)": [(answer) => answer(200, {}, { redirected: true }), /signed out/],
  "the token is refused": [(answer) => answer(403, { message: "Forbidden" }), /signed out/],
  "the server fails": [(answer) => answer(500, { message: "Error" }), /server has a problem/],
  "the server says why": [(answer) => answer(400, { error: "That is too long." }), /That is too long/],
  "the disk is full": [(answer) => answer(507, { error: "The server could not store it." }), /could not store it/],
};

for (const [name, [fault, words]] of Object.entries(FAULTS)) {
  test(`not saved, said in words, and kept for another try: ${name}`, async (context) => {
    context.mock.timers.enable({ apis: ["setTimeout"] });
    const held = server();
    const { handIn, news } = await opened(held);
    held.fault = fault;
    handIn.save({ question: "q", answer: ["a"] });
    assert.equal(await handIn.settled(), false);
    assert.equal(news.at(-1).state, "not-saved");
    assert.match(news.at(-1).says, words);
    assert.match((await handIn.submit()).error, /not saved yet/);
    held.fault = null;
    context.mock.timers.tick(60_000);
    assert.ok(await handIn.settled());
    assert.deepEqual(held.answers, { q: ["a"] });
  });
}

test("a hand-in that fails is said in words, never a traceback", async () => {
  const held = server();
  const { handIn } = await opened(held);
  held.fault = (answer) => answer(200, { error: "The place to hand in could not be reached." });
  assert.deepEqual(await handIn.submit(), { error: "The place to hand in could not be reached." });
  held.fault = (answer) => answer(500, "Traceback (most recent call last)");
  assert.deepEqual(await handIn.submit(), { error: "The server has a problem." });
});

test("two tabs with different questions: both answers are kept", async () => {
  const held = server();
  const [one, other] = [await opened(held), await opened(held)];
  one.handIn.save({ question: "q", answer: ["a"] });
  await one.handIn.settled();
  other.handIn.save({ question: "r", answer: ["b"] });
  assert.ok(await other.handIn.settled());
  assert.deepEqual(held.answers, { q: ["a"], r: ["b"] });
  const news = other.news.find((found) => found.state === "elsewhere");
  assert.deepEqual([news.question, news.answers], ["", { q: ["a"] }]);
});

test("two tabs with the same question: the first is kept, and the other tab is told", async () => {
  const held = server();
  const [one, other] = [await opened(held), await opened(held)];
  one.handIn.save({ question: "q", answer: ["a"] });
  await one.handIn.settled();
  other.handIn.save({ question: "q", answer: ["b"] });
  assert.ok(await other.handIn.settled());
  assert.deepEqual(held.answers, { q: ["a"] });
  assert.equal(other.news.find((found) => found.state === "elsewhere").question, "q");
});

test("a server that always disagrees does not make the page ask for ever", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const held = server();
  const { handIn, news } = await opened(held);
  held.fault = (answer) => answer(409, { revision: 7, answers: {}, written: {} });
  handIn.save({ question: "q", answer: ["a"] });
  assert.equal(await handIn.settled(), false);
  assert.ok(held.log.length < 8);
  assert.equal(news.at(-1).state, "not-saved");
});
