// A quiz: where somebody is in it and how an answer sits. Pure; practice and graded share it.

import { newSeed, order } from "./random.js";

/** @import { Fit, Option, Question, Quiz, QuizEvent, QuizState } from "../types" */

/**
 * The state before the first question.
 * @param {Quiz} quiz
 * @param {Partial<QuizState>} [wish]
 * @returns {QuizState}
 */
export function newQuiz(quiz, wish = {}) {
  return { revision: quiz.revision, seed: newSeed(), at: -1, answers: {}, written: {}, checked: {}, ...wish };
}

/**
 * A state that was kept, if it still fits these questions; otherwise null.
 * @param {Quiz} quiz
 * @param {any} kept
 * @returns {QuizState | null}
 */
export function keptQuiz(quiz, kept) {
  if (kept?.revision !== quiz.revision) return null;
  const { at, answers, written, checked } = newQuiz(quiz, kept);
  const whole =
    Number.isInteger(at) &&
    at <= quiz.questions.length &&
    [answers, written, checked].every((one) => Object(one) === one);
  return whole ? newQuiz(quiz, kept) : null;
}

/**
 * The state after an event. An event that makes no sense here changes nothing.
 * @param {Quiz} quiz
 * @param {QuizState} state
 * @param {QuizEvent} event
 * @returns {QuizState}
 */
export function quizStep(quiz, state, event) {
  if (event.do === "go") return { ...state, at: Math.max(-1, Math.min(quiz.questions.length, event.at)) };
  const question = quiz.questions.find((one) => one.id === event.question);
  if (!question) return state;
  const { id } = question;
  switch (event.do) {
    case "answer":
      if (isChecked(quiz, state, id)) return state;
      return { ...state, answers: { ...state.answers, [id]: known(question, event.options) } };
    case "write":
      return question.kind === "written" ? { ...state, written: { ...state.written, [id]: event.text } } : state;
    case "check": {
      if (quiz.mode === "graded" || isChecked(quiz, state, id)) return state;
      return { ...state, checked: { ...state.checked, [id]: state.answers[id] ?? [] } };
    }
    case "retry":
      return { ...state, checked: without(state.checked, id), answers: without(state.answers, id) };
  }
}

/**
 * Whether the feedback of a question is open.
 * @param {Quiz} quiz
 * @param {QuizState} state
 * @param {string} id
 */
export function isChecked(quiz, state, id) {
  return quiz.mode === "practice" && Object.hasOwn(state.checked, id);
}

/**
 * Whether a graded question has an answer.
 * @param {Question} question
 * @param {QuizState} state
 */
export function isAnswered(question, state) {
  if (question.kind === "written") return Boolean(state.written[question.id]?.trim());
  return Boolean(state.answers[question.id]?.length);
}

/**
 * A question's options as they are shown. A scale keeps its order, and so does what was dealt for marking.
 * @param {Quiz} quiz
 * @param {QuizState} state
 * @param {number} at
 * @returns {Option[]}
 */
export function shown(quiz, state, at) {
  const { kind, options } = quiz.questions[at];
  if (quiz.mode === "graded" || kind === "judgement") return options;
  const places = order(state.seed, at, options.length);
  const inOrder = places.every((place, index) => place === index);
  if (kind === "order" && inOrder) places.reverse();
  return places.map((place) => options[place]);
}

/**
 * How an answer sits with the authors' view.
 * @param {Question} question
 * @param {string[]} answer
 * @returns {Fit}
 */
export function fit(question, answer) {
  const right = rightAnswer(question);
  switch (question.kind) {
    case "single":
      return answer[0] === right[0] ? "fits" : "not-quite";
    case "sort":
    case "spot":
    case "multiple": {
      const found = right.filter((id) => answer.includes(id)).length;
      if (found === right.length && answer.length === right.length) return "fits";
      return found ? "partly" : "not-quite";
    }
    case "order":
      if (right.every((id, at) => answer[at] === id)) return "fits";
      return right.some((id, at) => answer[at] === id) ? "partly" : "not-quite";
    case "judgement":
      return /** @type {Fit[]} */ (["fits", "partly"])[distance(question, answer[0])] ?? "not-quite";
    default:
      return "fits";
  }
}

/**
 * The option ids that fit; for `order`, in the order that fits.
 * @param {Question} question
 */
export function rightAnswer({ kind, options }) {
  if (kind === "sort") return options.map((option) => `${option.id}:${option.group}`);
  return options.filter((option) => kind === "order" || option.right).map((option) => option.id);
}

/**
 * How many points of the scale lie between an answer and the authors' view.
 * @param {Question} question
 * @param {string} id
 */
export function distance({ options }, id) {
  const right = options.findIndex((option) => option.right);
  return Math.abs(options.findIndex((option) => option.id === id) - right);
}

/**
 * What the end of a practice round says: what fitted, what to look at again (what matters for safety first).
 * @param {Quiz} quiz
 * @param {QuizState} state
 */
export function roundUp(quiz, state) {
  const asked = quiz.questions
    .map((question, at) => ({ question, at }))
    .filter(({ question }) => question.kind !== "say-it" && question.kind !== "predict");
  const done = asked.filter(({ question }) => Object.hasOwn(state.checked, question.id));
  const again = done.filter(({ question }) => fit(question, state.checked[question.id]) !== "fits");
  again.sort((one, other) => Number(Boolean(other.question.must)) - Number(Boolean(one.question.must)));
  return { asked, done, again, skipped: asked.filter((one) => !done.includes(one)) };
}

/**
 * An answer with only ids that the question knows.
 * @param {Question} question
 * @param {string[]} ids
 */
function known({ options }, ids) {
  return ids.filter((id) => options.some((option) => option.id === id.split(":")[0]));
}

/**
 * @template T
 * @param {Record<string, T>} all
 * @param {string} key
 */
function without(all, key) {
  const { [key]: _, ...rest } = all;
  return rest;
}
