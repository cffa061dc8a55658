// For JupyterLab 4 and Notebook 7: the one default export that anywidget asks for.

import { Extras } from "./beside/beside.js";
import { Conversation } from "./draw/conversation.js";
import { openHandIn } from "./draw/opening.js";
import { quiz } from "./draw/quiz.js";
import { jupyter } from "./host/jupyter.js";

/** @import { Model, Place, QuizState } from "./types" */

/**
 * Draw a widget. Python may set its traits at any time.
 * @param {{ model: Model, el: HTMLElement }} view
 */
function render({ model, el }) {
  el.classList.add("peersteps");
  // Or a letter typed on one of our buttons would reach the notebook: "b" adds a cell, "d d" deletes this one.
  el.addEventListener("focusin", ({ target }) =>
    /** @type {Element} */ (target).setAttribute("data-lm-suppress-shortcuts", ""),
  );
  const payload = model.get("payload");
  if (payload.kind === "scenario") return drawConversation(model, el, payload);
  if (model.get("handin")) return void openHandIn(el, payload, serverBase() + model.get("handin"), xsrfCookie());
  return drawQuiz(model, el, payload);
}

/**
 * @param {Model} model
 * @param {HTMLElement} el
 * @param {import("./types").Scenario} payload
 */
function drawConversation(model, el, payload) {
  const traits = (/** @type {Place} */ { path, seed, hints, moment }) => ({ path, seed, hints, moment });
  const kept = () => ({
    revision: payload.revision,
    path: model.get("path"),
    seed: model.get("seed"),
    hints: model.get("hints"),
    moment: model.get("moment"),
  });
  const drawn = new Conversation(el, payload, jupyter(model, traits, kept));
  drawn.join(new Extras(drawn));
  const follow = () => drawn.follow(model.get("path"));
  model.on("change:path", follow);
  return () => model.off("change:path", follow);
}

/**
 * @param {Model} model
 * @param {HTMLElement} el
 * @param {import("./types").Quiz} payload
 */
function drawQuiz(model, el, payload) {
  const traits = (/** @type {QuizState} */ { answers, at, seed }) => ({ answers, at, seed });
  const kept = () => ({
    revision: payload.revision,
    answers: model.get("answers"),
    at: model.get("at"),
    seed: model.get("seed"),
  });
  const drawn = quiz(el, payload, jupyter(model, traits, kept));
  const follow = () => drawn.follow(model.get("answers"));
  model.on("change:answers", follow);
  return () => model.off("change:answers", follow);
}

/** Where the Jupyter server is, with a slash at the end. */
function serverBase() {
  const data = document.getElementById("jupyter-config-data")?.textContent;
  return data ? String(JSON.parse(data).baseUrl) : "/";
}

function xsrfCookie() {
  return decodeURIComponent(document.cookie.match(/(?:^|; )_xsrf=([^;]*)/)?.[1] ?? "");
}

export default { render };
