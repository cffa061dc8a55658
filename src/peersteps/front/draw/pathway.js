// Where you are on the pathway, as far as the record on this device knows. Signatures are kept by your service, not here.

import { longDate } from "../core/again.js";
import { progress } from "../core/progress.js";
import { pageKeeper, theRecord } from "../host/page.js";
import { h } from "./dom.js";

/** @import { Pathway, Standing } from "../types" */

const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" });

/**
 * Say beside each step what the record knows of it, and point the big button at the next one.
 * @param {HTMLElement} root holds the list, and the pathway as JSON
 */
export function whereYouAre(root) {
  /** @type {Pathway} */
  const pathway = JSON.parse(root.querySelector('script[type="application/json"]')?.textContent ?? "{}");
  const told = theRecord(pageKeeper()).statements.map((statement) => ({
    channel: "you-told-us",
    source: "",
    statement,
  }));
  if (!told.length) return;
  const { levels } = progress(pathway, told, today.format(new Date()));
  const items = new Map(levels.flatMap((level) => level.items).map((one) => [one.item, one]));
  for (const row of root.querySelectorAll("[data-item]")) {
    const words = doneOn(items.get(row.getAttribute("data-item") ?? ""));
    if (words) row.append(h("strong", { class: "noted" }, words));
  }
  pointAtNext(root, items);
}

/**
 * The first step with a page of its own that is not done, in the pathway's order.
 * @param {HTMLElement} root
 * @param {Map<string, Standing>} items
 */
function pointAtNext(root, items) {
  const go = root.querySelector("a.go");
  const rows = [...root.querySelectorAll("[data-item]")];
  const next = rows.find((row) => row.querySelector("a") && !isMet(items.get(row.getAttribute("data-item") ?? "")));
  const link = next?.querySelector("a");
  if (!go || !link) return;
  go.setAttribute("href", link.getAttribute("href") ?? "");
  go.textContent = `Next: ${link.textContent}`;
}

/** @param {Standing | undefined} standing */
function isMet(standing) {
  return standing?.state === "met" || standing?.state === "due-soon";
}

/** @param {Standing | undefined} standing */
function doneOn(standing) {
  if (!standing?.since) return "";
  const since = longDate(new Date(standing.since));
  if (standing.state === "lapsed") return ` You noted it on ${since}. It is worth doing again.`;
  if (standing.state === "waiting") return ` You noted it on ${since}. Somebody still signs it.`;
  return ` Done: you noted it on ${since}.`;
}
