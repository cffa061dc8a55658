// What a practice question says after an answer: under the options chosen, then why the others tempt.

import { distance, fit, rightAnswer } from "../core/quiz.js";
import { h, heading } from "./dom.js";
import { comesFrom } from "./support.js";

/** @import { Option, Question, Quiz } from "../types" */

/** @type {Partial<Record<Question["kind"], string>>} */
const OTHERS = {
  judgement: "The other points",
  predict: "If you had guessed otherwise",
  spot: "The other words",
};

/**
 * Feedback for under an option that was chosen; null for one that was not.
 * @param {Quiz} quiz
 * @param {Question} question
 * @param {string[]} answer
 */
export function underOption(quiz, question, answer) {
  /** @param {Option} option */
  return (option) => {
    if (question.kind === "sort") return reply(quiz, option, sortedWord(question, option, answer));
    if (question.kind === "order" || !answer.includes(option.id)) return null;
    if (question.kind === "predict") return reply(quiz, option, "");
    const word =
      question.kind === "judgement" ? nearness(question, option.id) : option.right ? "This fits." : "Not quite.";
    return reply(quiz, option, word);
  };
}

/**
 * What stands below the options.
 * @param {Quiz} quiz
 * @param {Question} question
 * @param {string[]} answer
 */
export function afterwards(quiz, question, answer) {
  const others = question.options.filter((option) => question.kind !== "sort" && !answer.includes(option.id));
  if (question.kind === "order") return [inOrder(quiz, question, answer), question.after && h("p", {}, question.after)];
  return [
    others.length > 0 && heading(OTHERS[question.kind] ?? othersOf(question, answer)),
    others.length > 0 &&
      h(
        "ul",
        { class: "ps-others" },
        ...others.map((option) =>
          h("li", {}, h("p", {}, option.words), reply(quiz, option, otherWord(question, option))),
        ),
      ),
    question.after && h("p", {}, question.after),
  ];
}

/**
 * After a wrong answer, the right one stands among the others too.
 * @param {Question} question
 * @param {string[]} answer
 */
function othersOf(question, answer) {
  return fit(question, answer) === "fits" ? "Why the others tempt" : "The other answers";
}

/**
 * @param {Quiz} quiz
 * @param {Question} question
 * @param {string[]} answer
 */
function inOrder(quiz, question, answer) {
  const words = fit(question, answer) === "fits" ? "This order fits." : "Not quite. This order fits:";
  const lines = question.options.map((option) =>
    h(
      "li",
      {},
      h("p", {}, h("strong", {}, option.words), " ", option.feedback ?? ""),
      comesFrom(quiz.facts[option.fact ?? ""]),
    ),
  );
  return h("div", { class: "ps-said" }, h("p", { tabindex: "-1" }, h("strong", {}, words)), h("ol", {}, ...lines));
}

/**
 * @param {Question} question
 * @param {Option} option
 */
function otherWord({ kind }, option) {
  if (!option.right) return "";
  return { multiple: "This fits too.", spot: "This is one too.", judgement: "This is where we would put it." }[String(kind)] ?? "This fits.";
}

/**
 * @param {Question} question
 * @param {Option} option
 * @param {string[]} answer
 */
function sortedWord({ groups = [] }, option, answer) {
  return answer.includes(`${option.id}:${option.group}`) ? "This fits." : `We would put it under: ${groups[option.group ?? 0]}.`;
}

/**
 * @param {Question} question
 * @param {string} id
 */
function nearness(question, id) {
  const away = distance(question, id);
  if (!away) return "This is where we would put it too.";
  const scale = question.options.map((option) => option.id);
  const side = scale.indexOf(id) < scale.indexOf(rightAnswer(question)[0]) ? "later" : "earlier";
  const points = away === 1 ? "one point" : away + " points";
  return `We would put it ${points} ${side} on this scale.`;
}

/**
 * @param {Quiz} quiz
 * @param {Option} option
 * @param {string} word
 */
function reply(quiz, option, word) {
  return h(
    "div",
    { class: "ps-said" },
    h("p", { tabindex: "-1" }, word && h("strong", {}, `${word} `), option.feedback ?? ""),
    comesFrom(quiz.facts[option.fact ?? ""]),
  );
}
