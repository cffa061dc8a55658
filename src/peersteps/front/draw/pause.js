// Pause or stop: a calm page with people to turn to. Pausing and stopping leave no trace anywhere.

import { button, h, heading } from "./dom.js";
import { contactList } from "./support.js";
import { keeping } from "./keeping.js";

/** @import { Contact, Keeper } from "../types" */

/**
 * @param {Contact[]} support
 * @param {Keeper | null} keeper
 * @param {{ carryOn: () => void, stop: () => void }} does
 */
export function pause(support, keeper, { carryOn, stop }) {
  const title = heading("Paused");
  const element = h(
    "section",
    { class: "ps-pause" },
    title,
    h("p", {}, "Take your time. Nothing is timed, and nobody is told that you paused or stopped."),
    h("div", { class: "ps-row" }, button("Carry on", carryOn, "ps-button ps-main"), button("Stop here", stop)),
    heading("Someone to talk to"),
    contactList(support),
    keeper && heading("Your place"),
    keeper && keeping(keeper, "Your place"),
  );
  return { element, title };
}
