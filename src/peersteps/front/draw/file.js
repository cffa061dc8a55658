// Saving something as a file that can be read first. Nothing is sent anywhere.

import { announcer, button, h } from "./dom.js";

/**
 * "Read the file first" and a button that saves it.
 * @param {string} label what the button says
 * @param {(saved: boolean) => { name: string, content: unknown } | null} file null while something is missing
 */
export function fileOffer(label, file) {
  const status = announcer();
  const text = h("pre", { tabindex: "0", "aria-label": "The file" });
  const read = h("details", {}, h("summary", {}, "Read the file first"), text);
  read.addEventListener("toggle", () => {
    text.textContent = read.open ? written(file(false)?.content ?? null) : "";
  });
  const save = () => {
    const made = file(true);
    if (!made) return;
    saveFile(made.name, written(made.content), "application/json");
    status.say(`Saved as ${made.name}. Look for it where your browser puts downloads.`);
  };
  return h("div", { class: "ps-file" }, read, button(label, save), status.element);
}

/** @param {unknown} content */
function written(content) {
  return content === null ? "There is nothing to read yet." : JSON.stringify(content, null, 2);
}

/**
 * @param {string} name
 * @param {string} text
 * @param {string} type
 */
export function saveFile(name, text, type) {
  const url = URL.createObjectURL(new Blob([`${text}\n`], { type }));
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
