// Opening the questions to hand in with what the server holds; saying so when it cannot be reached.

import { HandIn } from "../host/handin.js";
import { button, fill, h } from "./dom.js";
import { Graded } from "./graded.js";
import { HandingIn } from "./handing-in.js";

/** @import { Quiz } from "../types" */

/**
 * @param {HTMLElement} root
 * @param {Quiz} quiz
 * @param {string} base
 * @param {string} xsrf
 */
export async function openHandIn(root, quiz, base, xsrf) {
  const server = new HandIn(base, xsrf);
  const says = h("p", { role: "status" }, "Opening your answers.");
  fill(root, h("div", { class: "ps-frame" }, says));
  try {
    const found = await server.load();
    const { revision } = quiz;
    const kept = { revision, answers: found.answers, written: found.written ?? {} };
    const host = { load: () => kept, save: () => {}, send: () => {}, record: null, keeper: null };
    new Graded(root, quiz, host, new HandingIn(server, found));
    addEventListener("pagehide", () => void server.flush());
    addEventListener("online", () => void server.flush());
  } catch {
    says.textContent =
      "Your answers could not be opened. Nothing is lost: they are on the server. You may have been signed out.";
    says.after(button("Try again", () => void openHandIn(root, quiz, base, xsrf)));
  }
}
