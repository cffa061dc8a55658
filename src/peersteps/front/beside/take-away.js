// Saving or printing what was said. The file goes where the browser puts downloads, and nowhere else.

import { asText } from "../core/said.js";
import { announcer, button, h } from "../draw/dom.js";
import { saveFile } from "../draw/file.js";
import { PRACTICE } from "../draw/words.js";

/** @import { Scenario, Turn } from "../types" */

/**
 * @param {Scenario} scenario
 * @param {Turn[]} turns
 */
export function takeAway(scenario, turns) {
  const status = announcer();
  const noted = h("input", { type: "checkbox", checked: true });
  const save = () => {
    const name = `${scenario.id}.txt`;
    saveFile(name, asText(scenario, turns, noted.checked ? note : () => ""), "text/plain");
    status.say(`Saved as ${name}. Look for it where your browser puts downloads.`);
  };
  return h(
    "details",
    { class: "ps-take" },
    h("summary", {}, "Save or print what was said"),
    h("label", {}, noted, "With what each choice did"),
    h("div", { class: "ps-row" }, button("Save as a file", save), button("Print", () => print())),
    status.element,
  );
}

/** @param {Turn} turn */
function note({ made }) {
  const word = made && PRACTICE[made.practice];
  return [word && `${word}.`, made?.why].filter(Boolean).join(" ");
}
