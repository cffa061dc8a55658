// "Your record": what it says in words, and everything that its owner can do with it.

import { merged } from "../core/merge.js";
import { RECORD, isPseudonym, named, readRecord } from "../core/record.js";
import { pageKeeper, putRecord, theRecord } from "../host/page.js";
import { button, fill, h, heading, list, newId } from "./dom.js";
import { fileOffer } from "./file.js";
import { keeping } from "./keeping.js";

/** @import { Statement } from "../types" */

const LARGEST = 5_000_000;

/** @param {HTMLElement} root */
export function yourRecord(root) {
  const keeper = pageKeeper();
  const title = newId();
  const holds = h("div");
  const box = h("div");
  const titles = JSON.parse(root.querySelector("script")?.textContent || "{}");
  const draw = () => fill(holds, ...inWords(theRecord(keeper).statements, titles));
  const drawKeeping = () => fill(box, keeping(keeper, "Your record"));
  const record = () => theRecord(keeper);
  const file = () => ({ name: "peersteps-record.json", content: record() });
  const unread = keeper.get(RECORD) !== null && !readRecord(keeper.get(RECORD));
  addEventListener("peersteps:record", draw);
  fill(
    root,
    h(
      "section",
      { class: "ps-frame", "aria-labelledby": title },
      h("h2", { id: title }, "Your record"),
      unread &&
        h(
          "p",
          {},
          h("strong", {}, "The record in this browser could not be read. "),
          "It is left as it is until something new is recorded. If you have a saved file, load it below. Nothing has to be done again: someone who knows your work can sign for it.",
        ),
      heading("What it holds"),
      holds,
      heading("Where it is"),
      box,
      heading("Your name in it"),
      naming(),
      heading("Hand it over, or keep it safe"),
      fileOffer("Save my record as a file", file),
      heading("Bring back a saved record"),
      loading(drawKeeping),
    ),
  );
  draw();
  drawKeeping();
}

/**
 * @param {Statement[]} statements
 * @param {Record<string, string>} titles by activity; what has been retired has none
 */
function inWords(statements, titles) {
  if (!statements.length) return [h("p", {}, "Nothing yet. It will hold what you finish, and on which day.")];
  const kinds = { module: "Read", scenario: "Finished the conversation", quiz: "Met the quiz" };
  const lines = statements.map(({ object, timestamp }) => {
    const [kind, name] = object.id.split("/").slice(-2);
    const day = new Date(timestamp).toLocaleDateString("en-GB", { dateStyle: "long" });
    return `${kinds[/** @type {keyof typeof kinds} */ (kind)] ?? kind} “${titles[object.id] ?? name.replaceAll("-", " ")}”, ${day}`;
  });
  return [list(lines), h("p", {}, "That is all of it. It does not say how you did anything, or how often.")];
}

function naming() {
  const keeper = pageKeeper();
  const [field, hint, error] = [newId(), newId(), newId()];
  const says = h("p", { id: error, role: "status" });
  const input = h("input", {
    id: field,
    type: "text",
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: "false",
    "aria-describedby": `${hint} ${error}`,
  });
  input.value = theRecord(keeper).who;
  const save = () => {
    const who = input.value.trim();
    const fine = !who || isPseudonym(who);
    input.setAttribute("aria-invalid", String(!fine));
    if (fine) putRecord(keeper, named(theRecord(keeper), who));
    else input.focus();
    says.textContent = !fine
      ? "That is not written as such a name. It is a small letter, a hyphen and a word, such as p-heron."
      : who
        ? `Your record says ${who} now.`
        : "Your record has no name now.";
  };
  return h(
    "div",
    {},
    h("label", { for: field }, "The name your trainer gave you"),
    h("p", { id: hint }, "It looks like p-heron. Please do not use your real name. You can leave it empty."),
    input,
    says,
    button("Use this name", save),
  );
}

/** @param {() => void} onLoaded */
function loading(onLoaded) {
  const keeper = pageKeeper();
  const [field, error] = [newId(), newId()];
  const says = h("p", { id: error, role: "status" });
  const input = h("input", { id: field, type: "file", accept: ".json,application/json", "aria-describedby": error });
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    if (!file) return;
    const found = file.size <= LARGEST ? readRecord(await file.text().catch(() => null)) : null;
    if (found) putRecord(keeper, merged(theRecord(keeper), found));
    says.textContent = found
      ? "Added to your record. Nothing counts twice."
      : "That file is not a record from these pages. Your record is as it was. Choose a file called peersteps-record.json.";
    input.value = "";
    onLoaded();
  });
  return h("div", {}, h("label", { for: field }, "Choose the file"), input, says);
}
