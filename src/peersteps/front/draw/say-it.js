// Finding your own words, then comparing them. What is written here never leaves this element.

import { arriveAt, button, h, heading, list, newId } from "./dom.js";

/** @import { SayIt } from "../types" */

/**
 * @param {SayIt} scene
 * @param {string} label what the last button says
 * @param {() => void} onDone
 */
export function sayIt({ prompt, models }, label, onDone) {
  const [field, hint] = [newId(), newId()];
  const title = heading("Other ways to say it");
  const others = h(
    "div",
    { hidden: true },
    title,
    list(
      models.map((model) => `“${model}”`),
      "ps-models",
    ),
    h("p", {}, "What do yours and these share? What would you keep of yours?"),
    button(label, onDone, "ps-button ps-main"),
  );
  const compare = button(
    "Compare",
    () => {
      compare.hidden = true;
      others.hidden = false;
      arriveAt(title);
    },
    "ps-button ps-main",
  );
  return h(
    "div",
    { class: "ps-say-it" },
    h("label", { for: field }, prompt),
    h("p", { id: hint }, "Only you see this. It is not saved or sent, and it is fine to say it in your head."),
    h("textarea", { id: field, rows: "3", "aria-describedby": hint, autocomplete: "off", spellcheck: "false" }),
    compare,
    others,
  );
}
