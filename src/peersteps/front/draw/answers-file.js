// Answers leave a page of the book as a file that the learner saves and sends.

import { isPseudonym } from "../core/record.js";
import { h, heading, newId } from "./dom.js";
import { fileOffer } from "./file.js";

/** @import { Answers, Host } from "../types" */
/** @import { Graded, Leaving } from "./graded.js" */

/**
 * @param {Host} host
 * @returns {Leaving}
 */
export function answersFile(host) {
  return { draw: (graded) => saving(graded, host), above: () => null, onChange: () => {} };
}

/**
 * @param {Graded} graded
 * @param {Host} host
 */
function saving(graded, host) {
  const [field, hint, error] = [newId(), newId(), newId()];
  const says = h("p", { id: error, class: "ps-error", role: "alert" });
  const input = h("input", {
    id: field,
    type: "text",
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: "false",
    "aria-describedby": `${hint} ${error}`,
  });
  input.value = host.record?.().who ?? "";
  const left = graded.quiz.questions.length - graded.answered.length;
  let revision = Number(host.load(`revision:${graded.quiz.assignment}`)) || 0;
  const file = (/** @type {boolean} */ saved) => {
    const who = input.value.trim();
    const wrong = !isPseudonym(who);
    input.setAttribute("aria-invalid", String(wrong));
    says.textContent = wrong
      ? "Write the name your trainer gave you. It is a letter, a hyphen and a word, such as p-heron."
      : "";
    if (wrong) {
      input.focus();
      return null;
    }
    if (saved) host.save(`revision:${graded.quiz.assignment}`, (revision += 1));
    return { name: `${graded.quiz.assignment}.${who}.json`, content: answers(graded, who, Math.max(revision, 1)) };
  };
  return h(
    "div",
    {},
    heading("Hand in as a file"),
    h(
      "p",
      {},
      "Nothing has been sent. Save your answers as a file, then send the file to your trainer in the way they told you.",
    ),
    left > 0 && h("p", {}, h("strong", {}, `${left} of ${graded.quiz.questions.length} have no answer yet. `), "You can save the file all the same."),
    h("label", { for: field }, "The name your trainer gave you"),
    h("p", { id: hint }, "It looks like p-heron. Please do not use your real name. If you have none yet, ask your trainer: your answers wait here."),
    says,
    input,
    fileOffer("Save my answers as a file", file),
  );
}

/**
 * @param {Graded} graded
 * @param {string} who
 * @param {number} revision
 * @returns {Answers}
 */
function answers({ quiz, state }, who, revision) {
  return {
    kind: "peersteps-answers",
    schema: 1,
    assignment: quiz.assignment,
    who,
    revision,
    answers: state.answers,
    written: state.written,
  };
}
