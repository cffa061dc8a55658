// Questions to hand in: no feedback, every answer can be changed, and a list of what is answered.

import { isAnswered, keptQuiz, newQuiz, quizStep, shown } from "../core/quiz.js";
import { arriveAt, button, fill, framed, h, heading } from "./dom.js";
import { pause } from "./pause.js";
import { fields } from "./question.js";

/** @import { Host, Question, Quiz, QuizEvent } from "../types" */

/**
 * How answers leave: as a file from a page, or through the hand-in page.
 * @typedef {object} Leaving
 * @property {(graded: Graded) => Node} draw what stands under the list of answers
 * @property {(graded: Graded) => Node | null} above what stands above the questions, such as a receipt
 * @property {(graded: Graded, question: Question) => void} onChange
 */

/** A graded quiz drawn into a page. */
export class Graded {
  /**
   * @param {HTMLElement} root
   * @param {Quiz} quiz
   * @param {Host} host
   * @param {Leaving} leaving
   */
  constructor(root, quiz, host, leaving) {
    this.quiz = quiz;
    this.host = host;
    this.leaving = leaving;
    this.name = `answers:${quiz.assignment}`;
    this.state = keptQuiz(quiz, host.load(this.name)) ?? newQuiz(quiz);
    this.body = h("div", { class: "ps-quiz" });
    const { element, tools } = framed(quiz.title, "These questions", this.body);
    this.tools = tools;
    fill(root, element);
    this.show();
  }

  get answered() {
    return this.quiz.questions.filter((question) => isAnswered(question, this.state));
  }

  /**
   * Show answers that were set from outside, as Python does.
   * @param {Record<string, string[]>} answers
   */
  follow(answers) {
    if (JSON.stringify(answers) === JSON.stringify(this.state.answers)) return;
    this.state = { ...this.state, answers };
    this.show();
  }

  /** @param {QuizEvent} event */
  step(event) {
    this.state = quizStep(this.quiz, this.state, event);
    this.host.save(this.name, this.state);
  }

  /**
   * @param {Question} question
   * @param {QuizEvent} event
   */
  change(question, event) {
    this.step(event);
    this.leaving.onChange(this, question);
  }

  /** The question on the screen, if one is. */
  current() {
    return this.quiz.questions[this.state.at];
  }

  /**
   * Take answers that were given elsewhere, but for one question that is being answered here.
   * @param {{ answers: Record<string, string[]>, written: Record<string, string> }} found
   * @param {string} except
   */
  adopt(found, except) {
    const { answers, written } = this.state;
    const mine = { answers: pick(answers, except), written: pick(written, except) };
    this.state = {
      ...this.state,
      answers: { ...found.answers, ...mine.answers },
      written: { ...found.written, ...mine.written },
    };
    this.host.save(this.name, this.state);
    if (this.current()?.id !== except) this.show();
  }

  /** @param {number} at */
  go(at) {
    this.step({ do: "go", at });
    arriveAt(this.show());
  }

  show() {
    const { at } = this.state;
    const { questions } = this.quiz;
    const pauseButton = button("Pause or stop", () => this.showPause(), "ps-button ps-pause-button");
    fill(this.tools, pauseButton, at > 0 && button("Go back", () => this.go(at - 1)));
    if (at < 0) return this.showStart();
    return at < questions.length ? this.showQuestion(questions[at]) : this.showReview();
  }

  showStart() {
    const { questions } = this.quiz;
    const title = heading("Before you start");
    const written = questions.some(({ kind }) => kind === "written");
    fill(
      this.body,
      this.leaving.above(this),
      title,
      h(
        "p",
        {},
        `${counted(questions.length)} to hand in. Take your time: nothing is timed, and you can change every answer until you hand in.`,
      ),
      h(
        "p",
        {},
        "If a test is not your way of showing what you know, ask your trainer for a talk-through instead. It counts the same.",
      ),
      written && h("p", {}, h("strong", {}, "One question is in your own words, and your trainer will read it.")),
      h(
        "div",
        { class: "ps-row" },
        button(this.answered.length ? "Carry on" : "Start", () => this.go(0), "ps-button ps-main"),
        this.reviewButton(),
      ),
    );
    return title;
  }

  showPause() {
    const view = pause(this.quiz.support, this.host.keeper, {
      carryOn: () => arriveAt(this.show()),
      stop: () => this.go(-1),
    });
    fill(this.tools);
    fill(this.body, view.element);
    arriveAt(view.title);
  }

  /** @param {Question} question */
  showQuestion(question) {
    const { at, answers, written } = this.state;
    const { id } = question;
    const title = heading(`Question ${at + 1} of ${this.quiz.questions.length}`);
    const last = at + 1 === this.quiz.questions.length;
    const asking = {
      question,
      options: shown(this.quiz, this.state, at),
      answer: answers[id] ?? [],
      written: written[id] ?? "",
      closed: false,
      under: () => null,
      onAnswer: (/** @type {string[]} */ options) => this.change(question, { do: "answer", question: id, options }),
      onWrite: (/** @type {string} */ text) => this.change(question, { do: "write", question: id, text }),
    };
    const next = button(last ? "See all my answers" : "Next question", () => this.go(at + 1), "ps-button ps-main");
    fill(
      this.body,
      this.leaving.above(this),
      title,
      fields(asking),
      h("div", { class: "ps-row" }, next, !last && this.reviewButton()),
    );
    return title;
  }

  showReview() {
    const { questions } = this.quiz;
    const title = heading("Your answers");
    const items = questions.map((question, at) => {
      const done = isAnswered(question, this.state);
      const words = `${done ? "Change" : "Answer"} question ${at + 1}`;
      return h(
        "li",
        {},
        h("p", {}, `${at + 1}. ${question.ask}`),
        h("p", {}, this.inWords(question)),
        button(words, () => this.go(at)),
      );
    });
    fill(
      this.body,
      this.leaving.above(this),
      title,
      h("p", {}, `You have answered ${this.answered.length} of ${questions.length}.`),
      h("ul", { class: "ps-others" }, ...items),
      this.leaving.draw(this),
    );
    return title;
  }

  /**
   * An answer as the learner would say it.
   * @param {Question} question
   */
  inWords({ id, kind, options }) {
    const { answers, written } = this.state;
    const words = (answers[id] ?? []).map((one) => options.find((option) => option.id === one)?.words);
    const text = kind === "written" ? written[id]?.trim() : words.join(kind === "order" ? ", then " : "; ");
    return text ? h("span", {}, "Your answer: ", text) : h("strong", {}, "Not answered yet");
  }

  reviewButton() {
    return button("See all my answers", () => this.go(this.quiz.questions.length));
  }
}

/**
 * @template T
 * @param {Record<string, T>} all
 * @param {string} key
 * @returns {Record<string, T>}
 */
function pick(all, key) {
  return key in all ? { [key]: all[key] } : {};
}

/** @param {number} count */
function counted(count) {
  return count === 1 ? "One question" : `${count} questions`;
}
