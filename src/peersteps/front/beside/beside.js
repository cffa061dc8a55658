// What a conversation can do without. It comes after the first choice is on the screen, and joins the conversation there.

import { button, h } from "../draw/dom.js";
import { Aloud } from "./aloud.js";
import { Confidence } from "./confidence.js";
import { ASK_GROUP, covered } from "./group.js";
import { invitation } from "./invitation.js";
import { frameMoment, namedMoment } from "./moment.js";
import { takeAway } from "./take-away.js";

/** @import { Beside, Played, Turn } from "../types" */

/**
 * @param {Played} played a conversation that is on the page
 * @implements {Beside}
 */
export class Extras {
  /** @param {Played} played */
  constructor(played) {
    this.played = played;
    this.confidence = new Confidence();
    this.aloud = Aloud.there() ? new Aloud() : null;
    this.group = false;
  }

  /** @param {Element} element */
  start(element) {
    if (element.querySelector(".ps-confidence")) return;
    const { scenario, host } = this.played;
    const row = element.querySelector(".ps-row");
    const again = invitation(host.record?.(), scenario.activity, new Date());
    if (again) row?.before(again);
    element.append(
      this.confidence.ask(),
      h(
        "details",
        {},
        h("summary", {}, "Leading a group"),
        h("p", {}, "Large type, and what each choice does stays covered until you show it. Nothing is recorded."),
        button("Start with a group", () => this.lead()),
      ),
    );
  }

  lead() {
    this.group = true;
    this.played.talk.closest(".ps-frame")?.classList.add("ps-group");
    this.played.playAgain({ hints: false, recorded: true });
  }

  tools() {
    return this.aloud ? [this.aloud.button] : [];
  }

  /**
   * New turns are on the screen, and the question under them.
   * @param {Turn[]} turns
   * @param {Element} transcript
   * @param {Element} ask
   */
  heard(turns, transcript, ask) {
    if (this.group) this.show(turns, transcript, ask.querySelector(".ps-choices"));
    frameMoment(this.played, turns, ask);
    this.aloud?.read([...this.newest(turns), ...read(ask.querySelectorAll("h3, .ps-choice"))]);
  }

  /**
   * What a group sees: the newest reply covered, and the choices in the author's order, which is that of their letters.
   * @param {Turn[]} turns
   * @param {Element} transcript
   * @param {Element | null} choices
   */
  show(turns, transcript, choices) {
    const cover = covered(turns[turns.length - 1]);
    if (cover) [...transcript.querySelectorAll(".ps-made")].at(-1)?.after(cover);
    choices?.before(h("p", { class: "ps-hands" }, ASK_GROUP));
    choices?.append(...[...choices.children].sort((one, other) => (letterOf(one) < letterOf(other) ? -1 : 1)));
  }

  /** The page's address may ask for one moment. */
  open() {
    const moment = namedMoment(this.played);
    if (moment) this.played.playAgain({ moment });
  }

  /** @param {Turn[]} turns */
  newest(turns) {
    const heard = turns.at(-1)?.heard ?? [];
    return heard.flatMap((line) => (line[0] === "beat" ? [] : line[0] === "stage" ? [line[1]] : [line[2]]));
  }

  /**
   * @param {Element} element
   * @param {Turn[]} turns
   */
  end(element, turns) {
    const after = element.querySelector(".ps-after");
    const look = this.group ? null : this.confidence.look();
    if (look) after?.before(look);
    after?.before(takeAway(this.played.scenario, turns));
  }

  left() {
    this.aloud?.quiet();
  }
}

/** @param {Element} choice */
function letterOf(choice) {
  return choice.querySelector("b")?.textContent ?? "";
}

/** @param {NodeListOf<Element>} elements */
function read(elements) {
  return [...elements].map((one) => one.textContent ?? "");
}
