import assert from "node:assert/strict";
import { test } from "node:test";
import {
  distance,
  fit,
  isAnswered,
  keptQuiz,
  newQuiz,
  quizStep,
  roundUp,
  shown,
} from "../../src/peersteps/front/core/quiz.js";

const options = (right, ...ids) => ids.map((id) => ({ id, words: id, feedback: `${id}.`, right: right.includes(id) }));
const single = { id: "s", kind: "single", ask: "?", options: options(["b"], "a", "b", "c"), must: true };
const multiple = { id: "m", kind: "multiple", ask: "?", options: options(["a", "b"], "a", "b", "c") };
const ordered = { id: "o", kind: "order", ask: "?", options: options([], "a", "b", "c") };
const scale = { id: "j", kind: "judgement", ask: "?", options: options(["b"], "a", "b", "c", "d") };
const own = { id: "w", kind: "say-it", ask: "?", options: [], models: ["x"] };
const text = { id: "t", kind: "written", ask: "?", options: [] };
const practice = { mode: "practice", revision: "1", questions: [single, multiple, ordered, scale, own] };
const graded = { mode: "graded", revision: "1", questions: [single, ordered, text] };

test("how an answer sits", () => {
  assert.equal(fit(single, ["b"]), "fits");
  assert.equal(fit(single, ["a"]), "not-quite");
  assert.equal(fit(multiple, ["b", "a"]), "fits");
  assert.equal(fit(multiple, ["a"]), "partly");
  assert.equal(fit(multiple, ["a", "b", "c"]), "partly");
  assert.equal(fit(multiple, ["c"]), "not-quite");
  assert.equal(fit(ordered, ["a", "b", "c"]), "fits");
  assert.equal(fit(ordered, ["a", "c", "b"]), "partly");
  assert.equal(fit(ordered, ["b", "c", "a"]), "not-quite");
  assert.deepEqual(
    ["b", "a", "d"].map((id) => fit(scale, [id])),
    ["fits", "partly", "not-quite"],
  );
  assert.equal(distance(scale, "d"), 2);
});

test("an answer stands once its reply is open, until it is tried again", () => {
  let state = newQuiz(practice, { at: 0 });
  state = quizStep(practice, state, { do: "answer", question: "s", options: ["a"] });
  state = quizStep(practice, state, { do: "check", question: "s" });
  assert.equal(quizStep(practice, state, { do: "answer", question: "s", options: ["b"] }), state);
  state = quizStep(practice, state, { do: "retry", question: "s" });
  assert.deepEqual([state.answers, state.checked], [{}, {}]);
});

test("a graded answer can always be changed, and has no reply", () => {
  let state = newQuiz(graded);
  for (const chosen of ["a", "b"]) state = quizStep(graded, state, { do: "answer", question: "s", options: [chosen] });
  assert.deepEqual(quizStep(graded, state, { do: "check", question: "s" }), state);
  assert.deepEqual(state.answers, { s: ["b"] });
});

test("unknown options and questions change nothing, and say-it text is never taken", () => {
  let state = newQuiz(practice);
  assert.equal(quizStep(practice, state, { do: "answer", question: "gone", options: ["a"] }), state);
  assert.equal(quizStep(practice, state, { do: "write", question: "w", text: "private" }), state);
  state = quizStep(practice, state, { do: "answer", question: "s", options: ["a", "zzz"] });
  assert.deepEqual(state.answers, { s: ["a"] });
});

test("written answers count once there is a word", () => {
  const blank = quizStep(graded, newQuiz(graded), { do: "write", question: "t", text: "  " });
  const full = quizStep(graded, blank, { do: "write", question: "t", text: "I would ask." });
  assert.deepEqual([isAnswered(text, blank), isAnswered(text, full)], [false, true]);
});

test("options are dealt by the seed; a scale and graded options keep their order; an order never starts right", () => {
  for (let seed = 0; seed < 200; seed++) {
    const state = newQuiz(practice, { seed });
    assert.notDeepEqual(shown(practice, state, 2), ordered.options);
    assert.deepEqual(shown(practice, state, 3), scale.options);
    assert.deepEqual(shown(graded, state, 0), single.options);
  }
});

test("the end says what to look at again, safety first, and leaves private questions out", () => {
  let state = newQuiz(practice);
  for (const [question, chosen] of [
    ["m", ["c"]],
    ["s", ["a"]],
    ["j", ["b"]],
  ]) {
    state = quizStep(practice, state, { do: "answer", question, options: chosen });
    state = quizStep(practice, state, { do: "check", question });
  }
  const { asked, again, skipped } = roundUp(practice, state);
  assert.equal(asked.length, 4);
  assert.deepEqual(
    again.map((one) => one.question.id),
    ["s", "m"],
  );
  assert.deepEqual(
    skipped.map((one) => one.question.id),
    ["o"],
  );
});

test("a kept state is refused when the questions changed or it is no state", () => {
  const state = newQuiz(practice, { at: 2 });
  assert.deepEqual(keptQuiz(practice, state), state);
  for (const kept of [
    null,
    undefined,
    {},
    { ...state, revision: "2" },
    { ...state, at: 9 },
    { ...state, answers: null },
    { ...state, at: "1" },
  ]) {
    assert.equal(keptQuiz(practice, kept), null, JSON.stringify(kept));
  }
});
