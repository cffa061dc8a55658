// Practice questions: one at a time, with what each answer has to say for itself. Nothing is counted up.

import { isChecked, keptQuiz, newQuiz, quizStep, roundUp, shown } from "../core/quiz.js";
import { afterwards, underOption } from "./feedback.js";
import { arriveAt, button, fill, framed, h, heading } from "./dom.js";
import { pause } from "./pause.js";
import { fields } from "./question.js";
import { sayIt } from "./say-it.js";

/** @import { Host, Question, Quiz, QuizEvent, QuizState } from "../types" */

/** A practice quiz drawn into a page. */
export class Practice {
  /**
   * @param {HTMLElement} root
   * @param {Quiz} quiz
   * @param {Host} host
   */
  constructor(root, quiz, host) {
    this.quiz = quiz;
    this.host = host;
    this.name = `quiz:${quiz.activity.split("/").slice(-2).join("/")}`;
    /** A question that stands alone in a page has no start and no end. */
    this.alone = quiz.questions.length === 1;
    this.state = keptQuiz(quiz, host.load(this.name)) ?? newQuiz(quiz, { at: this.alone ? 0 : -1 });
    this.body = h("div", { class: "ps-quiz" });
    const { element, tools } = framed(quiz.title, "These questions", this.body);
    this.tools = tools;
    fill(root, element);
    this.show();
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
    this.setState(quizStep(this.quiz, this.state, event));
  }

  /** @param {QuizState} state */
  setState(state) {
    this.state = state;
    this.host.save(this.name, state);
  }

  /** @param {number} at */
  go(at) {
    this.step({ do: "go", at });
    arriveAt(this.show());
  }

  /** Draw where we are. The answer is the heading to arrive at. */
  show() {
    const { at } = this.state;
    const { questions } = this.quiz;
    fill(this.tools, this.pauseButton(), at > 0 && button("Go back", () => this.go(at - 1)));
    if (at < 0) return this.showStart();
    return at < questions.length ? this.showQuestion(questions[at]) : this.showEnd();
  }

  showStart() {
    const count = this.quiz.questions.length;
    const title = heading("Before you start");
    const words = `${count} ${count === 1 ? "question" : "questions"} to think with. Each answer gets a reply, whichever it is. Nothing is marked, and nobody sees what you choose.`;
    fill(
      this.body,
      title,
      h("p", {}, words),
      h(
        "div",
        { class: "ps-row" },
        button("Start", () => this.go(0), "ps-button ps-main"),
      ),
    );
    return title;
  }

  showPause() {
    const carryOn = () => arriveAt(this.show());
    const stop = () => this.go(-1);
    const view = pause(this.quiz.support, this.host.keeper, { carryOn, stop });
    fill(this.tools);
    fill(this.body, view.element);
    arriveAt(view.title);
  }

  /** @param {Question} question */
  showQuestion(question) {
    const { at } = this.state;
    const title = heading(
      this.alone ? "A question to think with" : `Question ${at + 1} of ${this.quiz.questions.length}`,
    );
    const own = question.kind === "say-it";
    const body = own
      ? [sayIt({ prompt: question.ask, models: question.models ?? [] }, this.nextWords(), () => this.next(question))]
      : this.asked(question);
    fill(this.body, title, ...body);
    return title;
  }

  /** @param {Question} question */
  asked(question) {
    const { id, must } = question;
    const closed = isChecked(this.quiz, this.state, id);
    const answer = this.state.answers[id] ?? [];
    const error = h("p", { class: "ps-error", role: "alert" });
    const asking = {
      question,
      options: shown(this.quiz, this.state, this.state.at),
      answer,
      written: "",
      closed,
      under: closed ? underOption(this.quiz, question, answer) : () => null,
      onAnswer: (/** @type {string[]} */ options) => this.step({ do: "answer", question: id, options }),
      onWrite: () => {},
    };
    const check = () => {
      if (!this.state.answers[id]?.length) {
        error.textContent = "Choose an answer first. Any of them is fine: each gets a reply.";
        return;
      }
      this.step({ do: "check", question: id });
      this.show();
      const reply = /** @type {HTMLElement} */ (this.body.querySelector(".ps-said [tabindex]"));
      arriveAt(reply, reply.closest(".ps-option") ?? reply);
    };
    const next = button(this.nextWords(), () => this.go(this.state.at + 1), "ps-button ps-main");
    const retry = button("Answer it again", () => (this.step({ do: "retry", question: id }), arriveAt(this.show())));
    return [
      must && h("p", { class: "ps-must" }, "This one matters for safety."),
      fields(asking),
      !closed && error,
      ...(closed ? afterwards(this.quiz, question, answer) : []),
      h(
        "div",
        { class: "ps-row" },
        ...(closed ? [!this.alone && next, retry] : [button("Check my answer", check, "ps-button ps-main")]),
      ),
    ];
  }

  nextWords() {
    if (this.alone) return "Done";
    return this.state.at + 1 < this.quiz.questions.length ? "Next question" : "See how it went";
  }

  /** @param {Question} question */
  next(question) {
    this.step({ do: "check", question: question.id });
    this.go(this.state.at + 1);
  }

  showEnd() {
    const { asked, again, skipped } = roundUp(this.quiz, this.state);
    const title = heading("How it went");
    const look = [...again, ...skipped];
    const fitted = asked.length - look.length;
    const words = !look.length
      ? "Every answer fitted. If one was a guess, it is worth reading its reply again."
      : `${fitted ? (fitted > look.length ? "Many of your answers fitted. " : "Some of your answers fitted. ") : ""}Here is what is worth another look.`;
    const items = look.map(({ question, at }) =>
      h(
        "li",
        {},
        question.must && h("strong", {}, "This one matters for safety. "),
        button(question.ask, () => this.go(at), "ps-link"),
      ),
    );
    fill(
      this.body,
      title,
      h("p", {}, words),
      items.length > 0 && h("ul", { class: "ps-others" }, ...items),
      h(
        "div",
        { class: "ps-row" },
        button("Start again", () => (this.setState(newQuiz(this.quiz)), this.go(0))),
      ),
    );
    return title;
  }

  pauseButton() {
    return button("Pause or stop", () => this.showPause(), "ps-button ps-pause-button");
  }
}
