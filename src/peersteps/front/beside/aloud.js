// Reading aloud with the browser's own voice. Off until somebody asks for it, and quiet as soon as they leave.

import { button } from "../draw/dom.js";

/** A voice, where the browser has one. */
export class Aloud {
  constructor() {
    this.on = false;
    speechSynthesis.getVoices(); // The first call only starts to load them.
    this.button = button("", () => this.turn());
    this.say();
    addEventListener("pagehide", () => this.quiet());
  }

  static there() {
    return "speechSynthesis" in window && typeof SpeechSynthesisUtterance === "function";
  }

  turn() {
    const mute = !speechSynthesis.getVoices().length;
    this.on = !this.on && !mute;
    this.say();
    if (mute) this.button.textContent = "This browser has no voice";
    if (this.on) this.again?.();
    else this.quiet();
  }

  say() {
    this.button.textContent = this.on ? "Stop reading aloud" : "Read aloud";
    this.button.setAttribute("aria-pressed", String(this.on));
  }

  /**
   * Read what is new; or keep it, for when the voice is turned on.
   * @param {string[]} texts
   */
  read(texts) {
    this.again = () => {
      this.quiet();
      for (const text of texts) {
        const words = new SpeechSynthesisUtterance(text);
        words.lang = "en-GB";
        speechSynthesis.speak(words);
      }
    };
    if (this.on) this.again();
  }

  quiet() {
    speechSynthesis.cancel();
  }
}
