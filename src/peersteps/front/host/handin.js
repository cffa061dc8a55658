// The hand-in page's server: answers are saved there one by one, and handed in. Only this file knows it.
//
//   GET  <base>/answers  -> {answers, written, revision, state, receipt?, marks?}
//   PUT  <base>/answers  {question, answer | written, revision} -> {revision}, or 409 {revision, answers, written}
//   POST <base>/submit   -> {receipt: {time, sha256}} or {error}
//   GET  <base>/state    -> as the first, without answers

/** @import { Change, HandedIn, SaveNews, Submitting } from "../types" */

const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 30_000;
const PAUSE_IN_WRITING = 400;

/** A server that could not be reached, or did not answer in our way. */
class Unreachable extends Error {}

/** Answers on their way to the server, one after the other, tried again until they are there. */
export class HandIn {
  /**
   * @param {string} base address without a slash at its end
   * @param {string} xsrf
   * @param {typeof fetch} [get]
   */
  constructor(base, xsrf, get = (...request) => fetch(...request)) {
    this.base = base;
    this.xsrf = xsrf;
    this.get = get;
    this.revision = 0;
    /** @type {Map<string, Change>} changes that are not saved yet, the newest for each question */
    this.waiting = new Map();
    /** @type {Record<string, string>} what the server is known to hold */
    this.known = {};
    this.wait = FIRST_WAIT;
    this.clashes = 0;
    /** @type {Promise<void> | null} */
    this.sending = null;
    /** @type {(news: SaveNews) => void} */
    this.onNews = () => {};
  }

  /** @returns {Promise<HandedIn>} */
  async load() {
    const found = await this.ask("GET", "answers");
    this.take(found);
    return found;
  }

  /** @returns {Promise<HandedIn>} */
  state() {
    return this.ask("GET", "state");
  }

  /** @param {Change} change */
  save(change) {
    this.waiting.set(change.question, change);
    this.onNews({ state: "saving" });
    clearTimeout(this.later);
    this.later = setTimeout(() => void this.flush(), change.written === undefined ? 0 : PAUSE_IN_WRITING);
  }

  /** Whether everything is on the server, after trying. */
  async settled() {
    await this.flush();
    return this.waiting.size === 0;
  }

  /** @returns {Promise<Submitting>} */
  async submit() {
    if (!(await this.settled())) return { error: "Your last answer is not saved yet." };
    try {
      return await this.ask("POST", "submit", {});
    } catch (problem) {
      return { error: plainly(problem) };
    }
  }

  flush() {
    this.sending ??= this.sendAll().finally(() => (this.sending = null));
    return this.sending;
  }

  async sendAll() {
    for (let next = this.first(); next; next = this.first()) {
      try {
        await this.send(next);
        this.wait = FIRST_WAIT;
      } catch (problem) {
        this.onNews({ state: "not-saved", says: plainly(problem) });
        setTimeout(() => void this.flush(), this.wait);
        this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
        return;
      }
    }
    this.onNews({ state: "saved" });
  }

  first() {
    return this.waiting.values().next().value;
  }

  /** @param {Change} change */
  async send(change) {
    const { question } = change;
    const found = await this.ask("PUT", "answers", { ...change, revision: this.revision });
    if (!found.conflict) {
      this.revision = found.revision;
      this.known[question] = inShort(change.answer ?? change.written);
      this.clashes = 0;
      this.done(change);
      return;
    }
    if ((this.clashes += 1) > 3) throw new Unreachable("Another tab is saving at the same time.");
    const before = this.known[question] ?? "";
    this.take(found);
    const theirs = this.known[question] ?? "";
    const differs = theirs !== before && theirs !== inShort(change.answer ?? change.written);
    if (differs) this.done(change);
    this.onNews({
      state: "elsewhere",
      question: differs ? question : "",
      answers: found.answers,
      written: found.written ?? {},
    });
  }

  /** @param {Change} change */
  done(change) {
    if (this.waiting.get(change.question) === change) this.waiting.delete(change.question);
  }

  /** @param {{ revision: number, answers: Record<string, string[]>, written?: Record<string, string> }} found */
  take({ revision, answers, written = {} }) {
    this.revision = revision;
    this.known = {};
    for (const [question, value] of Object.entries({ ...answers, ...written })) this.known[question] = inShort(value);
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   * @returns {Promise<any>}
   */
  async ask(method, path, body) {
    const headers = { "Content-Type": "application/json", "X-XSRFToken": this.xsrf };
    const text = body === undefined ? undefined : JSON.stringify(body);
    const keepalive = method !== "GET";
    let answer;
    try {
      answer = await this.get(`${this.base}/${path}`, {
        method,
        headers,
        body: text,
        keepalive,
        credentials: "same-origin",
      });
    } catch {
      throw new Unreachable("The server cannot be reached.");
    }
    const json = await answer.json().catch(() => null);
    if (answer.status === 409 && json) return { ...json, conflict: true };
    if (json?.error) return method === "POST" ? json : refuse(json.error);
    if (answer.status === 403 || answer.redirected || (answer.ok && !json)) {
      throw new Unreachable("You may have been signed out. Sign in again in another tab, then come back here.");
    }
    if (!answer.ok || !json) throw new Unreachable("The server has a problem.");
    return json;
  }
}

/**
 * @param {string} error
 * @returns {never}
 */
function refuse(error) {
  throw new Unreachable(error);
}

/**
 * An answer, to compare with another. The server folds white space, and so does this.
 * @param {string[] | string | undefined} value
 */
function inShort(value = "") {
  return Array.isArray(value) ? value.join(" ") : value.replace(/\s+/g, " ").trim();
}

/** @param {unknown} problem */
function plainly(problem) {
  return problem instanceof Unreachable ? problem.message : "Something went wrong on this page.";
}
