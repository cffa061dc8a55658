// "Keep on this device": offered, explained, and just as easily undone.

import { announcer, button, fill, h } from "./dom.js";
import { whereHeld } from "./words.js";

/** @import { Keeper } from "../types" */

/**
 * @param {Keeper} keeper
 * @param {string} thing "Your place" or "Your record"
 */
export function keeping(keeper, thing) {
  const box = h("div");
  const status = announcer();
  const draw = () => {
    const kept = keeper.where() === "device";
    const act = button(kept ? "Clear it from this device" : "Keep on this device", kept ? clear : keep);
    const shared = "On a shared computer, others who use it could see what you keep.";
    fill(box, h("p", {}, whereHeld(keeper, thing)), !kept && h("p", {}, shared), act);
    return act;
  };
  /** @param {string} words */
  const done = (words) => {
    status.say(words);
    draw().focus();
    dispatchEvent(new Event("peersteps:record"));
  };
  const keep = () =>
    done(
      keeper.keep()
        ? "Kept on this device."
        : "This browser would not keep it. Nothing is lost: it stays here for now.",
    );
  const clear = () => {
    keeper.clear();
    done("Cleared. Nothing of this training is kept on this device now.");
  };
  draw();
  return h("div", { class: "ps-keeping" }, box, status.element);
}
