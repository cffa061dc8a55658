// A practice conversation: the start, the talk, pausing, reading it instead, and the ending.

import { order } from "../core/random.js";
import { completed } from "../core/statement.js";
import { offered } from "../core/scenario.js";
import { SAID, keptPlace, lettered, newPlace, replay } from "../core/talk.js";
import { announcer, arriveAt, button, fill, framed, h, heading } from "./dom.js";
import { ending } from "./ending.js";
import { pause } from "./pause.js";
import { sayIt } from "./say-it.js";
import { script } from "./script.js";
import { start } from "./start.js";
import { turnItems } from "./transcript.js";
import { isDone, sayOrDo, whereHeld } from "./words.js";

/** @import { Host, Place, Scenario, State } from "../types" */

/** A conversation drawn into a page. */
export class Conversation {
  /**
   * @param {HTMLElement} root
   * @param {Scenario} scenario
   * @param {Host} host
   */
  constructor(root, scenario, host) {
    this.scenario = scenario;
    this.host = host;
    this.name = `place:${scenario.activity.split("/").slice(-2).join("/")}`;
    this.place = keptPlace(scenario, host.load(this.name)) ?? newPlace(scenario);
    /** @type {Place | null} what "Start again" put away */
    this.earlier = null;
    /** How many turns the transcript shows. */
    this.drawn = 0;
    /** @type {import("../types").Beside | null} what can wait, once it is there */
    this.beside = null;
    this.status = announcer();
    this.opening = h("h3", { tabindex: "-1", class: "ps-opening" }, `You are ${scenario.youAre}`);
    this.transcript = h("ol", { class: "ps-talk" });
    this.ask = h("div", { class: "ps-ask" });
    this.talk = h("div", {}, this.opening, this.transcript, this.ask);
    this.aside = h("div");
    const { element, tools } = framed(scenario.title, "This conversation", this.status.element, this.aside, this.talk);
    this.tools = tools;
    fill(root, element);
    this.showStart();
  }

  /**
   * Show a path that was set from outside, as Python does.
   * @param {string[]} path
   */
  follow(path) {
    if (path.join() === this.place.path.join()) return;
    this.place = { ...this.place, path: [...path] };
    this.drawn = 0;
    this.showTalk();
  }

  /** @param {import("../types").Beside} beside */
  join(beside) {
    this.beside = beside;
    if (!this.talk.hidden) this.showTalk();
    else beside.start(this.aside.children[0]);
  }

  // Moving: each of these changes the place, and then shows it.

  /** @param {Place} place */
  moveTo(place) {
    this.place = place;
    this.host.save(this.name, place);
    this.status.say(this.warning());
  }

  /** @param {string} id */
  choose(id) {
    this.moveTo({ ...this.place, path: [...this.place.path, id] });
    this.arrive(this.showTalk());
  }

  /** @param {Partial<Place>} [wish] */
  playAgain(wish) {
    this.earlier = this.place.path.length ? this.place : null;
    this.drawn = 0;
    this.moveTo(newPlace(this.scenario, wish));
    this.arrive(this.showTalk());
    if (this.earlier) this.status.say("Started again. Go back brings the last one back.");
  }

  goBack() {
    const { path } = this.place;
    const before = path.length ? { ...this.place, path: path.slice(0, -1) } : this.earlier;
    this.drawn = 0;
    this.moveTo(before ?? this.place);
    this.showTalk();
    this.arrive();
    this.status.say(path.length ? "Went back one step." : "The last conversation is back.");
  }

  record() {
    this.host.send(completed(this.scenario, new Date()));
  }

  // Showing: the talk, or something in its place. The transcript stays behind what is shown in its place.

  /** @param {string} [words] said first, such as after stopping */
  showStart(words = this.warning()) {
    const view = start(this.scenario, words, this.place.path.length > 0, {
      go: () => (this.place.path.length ? this.carryOn() : this.arrive(this.showTalk())),
      again: () => this.playAgain(),
      read: () => this.showScript(),
      moment: (id) => this.playAgain({ moment: id }),
    });
    this.showAside(view.element, this.pauseButton());
    this.beside?.start(view.element);
    return view.title;
  }

  showPause() {
    const view = pause(this.scenario.support, this.host.keeper, {
      carryOn: () => this.carryOn(),
      stop: () => arriveAt(this.showStart("You stopped. That is all right, and no record says that you did.")),
    });
    this.showAside(view.element);
    arriveAt(view.title);
  }

  showScript() {
    const view = script(this.scenario, () => {
      this.record();
      return this.host.finished?.();
    });
    this.showAside(
      view.element,
      this.pauseButton(),
      button("Back to the conversation", () => this.carryOn()),
    );
    arriveAt(view.title);
  }

  carryOn() {
    this.showTalk();
    this.arrive();
  }

  /**
   * @param {HTMLElement} element
   * @param {...HTMLElement} tools
   */
  showAside(element, ...tools) {
    this.talk.hidden = true;
    this.beside?.left();
    fill(this.aside, element);
    fill(this.tools, ...tools);
    this.status.say("");
  }

  /** Draw the turns that are not there yet, then what can be said. The answer is the newest turn's heading. */
  showTalk() {
    const { scenario, place } = this;
    const { state, turns } = replay(scenario, place);
    const drawn = this.drawn <= turns.length ? this.drawn : 0;
    if (!drawn) fill(this.transcript);
    let newest = this.opening;
    for (const turn of turns.slice(drawn)) {
      const { items, target } = turnItems(scenario, turn, place.hints);
      this.transcript.append(...items);
      this.top = items[0];
      newest = drawn ? target : this.opening;
    }
    this.drawn = turns.length;
    this.talk.hidden = false;
    fill(this.aside);
    fill(this.tools, this.pauseButton(), this.backButton(), ...this.otherTools());
    this.showAsk(state, turns);
    this.beside?.heard(turns, this.transcript, this.ask);
    return newest;
  }

  /**
   * @param {State} state
   * @param {import("../types").Turn[]} turns
   */
  showAsk(state, turns) {
    const { sayIt: own, ending: end } = this.scenario.scenes[state.scene];
    const doing = offered(this.scenario, state).every(({ words }) => isDone(words));
    this.question = heading(own ? "In your own words" : doing ? "What do you do?" : "What do you say?");
    if (own)
      fill(
        this.ask,
        this.question,
        sayIt(own, "Carry on", () => this.choose(SAID)),
        this.foot(),
      );
    else if (!end) fill(this.ask, this.question, this.choices(state), this.foot());
    else {
      this.finish();
      fill(this.ask, ending(this.scenario, state, turns, this.place.hints, this.after()));
      this.beside?.end(this.ask, turns);
      this.question = /** @type {HTMLElement} */ (this.ask.querySelector("h3"));
    }
  }

  /** @param {State} state */
  choices(state) {
    const ways = lettered(this.scenario, state);
    const places = order(this.place.seed, this.place.path.length, ways.length);
    const items = places.map((place) => {
      const { choice, letter } = ways[place];
      // The second press of a double click on what stood here before is no choice.
      const onclick = (/** @type {MouseEvent} */ { detail }) => detail < 2 && this.choose(choice.id);
      const face = [h("b", {}, letter), " ", h("span", {}, sayOrDo(choice.words))];
      return h("li", {}, h("button", { type: "button", class: "ps-choice", onclick }, ...face));
    });
    return h("ul", { class: "ps-choices" }, ...items);
  }

  finish() {
    if (this.place.recorded || this.place.moment) return;
    this.record();
    this.moveTo({ ...this.place, recorded: true });
  }

  /** What can be done after an ending. */
  after() {
    return h(
      "div",
      { class: "ps-after" },
      h(
        "div",
        { class: "ps-row" },
        button("Play again", () => this.playAgain(), "ps-button ps-main"),
        button("Play again without hints", () => this.playAgain({ hints: false })),
        button("Read as a script", () => this.showScript()),
      ),
      !this.place.moment && this.host.finished?.(),
    );
  }

  /** Said when the browser keeps nothing. */
  warning() {
    const { keeper } = this.host;
    return keeper?.where() === "memory" ? whereHeld(keeper, "Your place") : "";
  }

  // Tools.

  pauseButton() {
    return button("Pause or stop", () => this.showPause(), "ps-button ps-pause-button");
  }

  backButton() {
    return this.place.path.length || this.earlier ? button("Go back", () => this.goBack()) : null;
  }

  otherTools() {
    return [
      button("Read as a script", () => this.showScript()),
      this.place.path.length > 0 && button("Start again", () => this.playAgain()),
      ...(this.beside?.tools() ?? []),
    ];
  }

  /** The two tools that must stay near, once the talk is long. */
  foot() {
    return this.place.path.length
      ? h("div", { class: "ps-tools ps-foot" }, this.pauseButton(), this.backButton())
      : null;
  }

  /**
   * Take the reader to the newest turn, or back to the question.
   * @param {HTMLElement} [target]
   */
  arrive(target = this.question ?? this.opening) {
    arriveAt(target, target === this.opening ? target : this.top);
  }
}
