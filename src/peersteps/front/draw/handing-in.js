// Handing in from the hand-in page: what is saved, what is handed in and what came back, always in words.

import { button, fill, h, heading } from "./dom.js";

/** @import { HandIn } from "../host/handin.js" */
/** @import { HandedIn, Marks, Question, SaveNews } from "../types" */
/** @import { Graded } from "./graded.js" */

const LOOK_AGAIN = 20_000;

/** What the hand-in page adds to a graded quiz. */
export class HandingIn {
  /**
   * @param {HandIn} server
   * @param {HandedIn} found
   */
  constructor(server, found) {
    this.server = server;
    this.found = found;
    /** Whether an answer changed since it was handed in. */
    this.changed = found.state === "new" && Boolean(found.receipt);
    /** @type {Graded | null} */
    this.graded = null;
    this.saving = h("p", { role: "status", class: "ps-saving" });
    this.result = h("p", { role: "status", class: "ps-saving" });
    this.back = h("div");
    server.onNews = (news) => this.tell(news);
    this.drawBack();
    this.lookAgain();
  }

  /** @param {Graded} graded */
  above(graded) {
    this.graded = graded;
    return h("div", {}, this.back, this.saving);
  }

  /**
   * @param {Graded} graded
   * @param {Question} question
   */
  onChange({ state }, { id, kind }) {
    if (this.found.receipt && !this.changed) {
      this.changed = true;
      this.drawBack();
    }
    this.result.textContent = "";
    this.server.save(
      kind === "written" ? { question: id, written: state.written[id] } : { question: id, answer: state.answers[id] },
    );
  }

  /** @param {Graded} graded */
  draw(graded) {
    const missing = graded.quiz.questions.length - graded.answered.length;
    const one = "1 question has no answer yet.";
    const words = missing === 1 ? one : `${missing} questions have no answer yet.`;
    const submit = button("Hand in my answers", () => void this.handIn(submit), "ps-button ps-main");
    return h(
      "div",
      {},
      heading("Hand in"),
      missing > 0 && h("p", {}, `${words} You can hand in as it is, and again later.`),
      h("div", { class: "ps-row" }, submit),
      this.result,
    );
  }

  /** @param {HTMLButtonElement} submit */
  async handIn(submit) {
    submit.disabled = true;
    this.result.textContent = "Handing in.";
    const answer = await this.server.submit();
    submit.disabled = false;
    if ("error" in answer) {
      this.result.textContent = `NOT handed in. ${answer.error} Your answers are still here. Please try again.`;
      return;
    }
    this.changed = false;
    this.found.receipt = answer.receipt;
    this.found.state = "handed-in";
    this.result.textContent = `Handed in on ${when(answer.receipt.time)}. Your receipt is ${code(answer.receipt.sha256)}.`;
    this.drawBack();
    this.lookAgain();
  }

  /** @param {SaveNews} news */
  tell(news) {
    if (news.state === "elsewhere") return this.tellElsewhere(news);
    this.saving.textContent =
      news.state === "not-saved"
        ? `NOT saved yet. ${news.says} Your answers are still on this page, and it keeps trying.`
        : { saving: "Saving.", saved: "Saved." }[news.state];
  }

  /** @param {Extract<SaveNews, { state: "elsewhere" }>} news */
  tellElsewhere({ question, answers, written }) {
    const { graded } = this;
    if (!graded) return;
    const asked = graded.quiz.questions.find((one) => one.id === question);
    const mine = asked && graded.inWords(asked).textContent;
    const own = question ? null : graded.current();
    graded.adopt({ answers, written }, own?.id ?? "");
    this.saving.textContent = asked
      ? `Another tab answered “${asked.ask}” differently, and that answer is kept. Here it was: ${mine}. Answer again to change it.`
      : "Answers from another tab were added here.";
  }

  /** What was handed in, and what came back. Marks stand only beside the answers that they mark. */
  drawBack() {
    const { state, receipt, marks } = this.found;
    fill(this.back);
    if (!receipt) return;
    const handed = `Handed in on ${when(receipt.time)}. Receipt ${code(receipt.sha256)}.`;
    const next = this.changed
      ? "You have changed an answer since. Hand in again, so that your trainer gets it."
      : {
          new: "",
          "handed-in": "Your trainer will collect it.",
          waiting: "Your trainer has it. The result will show here.",
          marked: "",
          unreadable:
            "It could not be read. Nothing is lost and it is not your fault: hand in again, or tell your trainer.",
        }[state];
    this.back.append(
      h(
        "div",
        { class: "ps-note" },
        h("p", {}, handed),
        next && h("p", {}, next),
        ...(marks && !this.changed && state === "marked" ? marked(marks) : []),
      ),
    );
  }

  /** Look for news from the trainer while somebody is looking at the page. */
  lookAgain() {
    clearTimeout(this.timer);
    if (!["handed-in", "waiting"].includes(this.found.state)) return;
    this.timer = setTimeout(async () => {
      if (document.visibilityState === "visible") {
        const found = await this.server.state().catch(() => null);
        if (found && found.state !== this.found.state && !this.changed) {
          Object.assign(this.found, found);
          this.drawBack();
        }
      }
      this.lookAgain();
    }, LOOK_AGAIN);
  }
}

/** @param {Marks} marks */
function marked({ points, max, passed }) {
  const result = {
    true: "You have met this quiz.",
    false: "Not met yet. Talk with your trainer about what comes next; you can hand in again.",
  }[String(passed)];
  return [h("p", {}, `Marked: ${points} of ${max} points.`), result && h("p", {}, result)];
}

/** @param {string} iso */
function when(iso) {
  return new Date(iso).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
}

/** @param {string} sha256 */
function code(sha256) {
  return sha256.slice(0, 12);
}
