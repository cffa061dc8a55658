// The shapes that the player reads and writes. The contracts are in book/decisions/contracts.md.

export type Condition =
  | ["chosen", string]
  | ["<=" | ">=" | "=", string, number | string]
  | ["not", Condition]
  | ["and" | "or", ...Condition[]];

export type Line = ["speech", string, string] | ["stage", string] | ["beat"];

export type Practice = "helpful" | "mixed" | "too-soon" | "unhelpful" | "unsafe" | "neutral";

export interface Choice {
  id: string;
  words: string;
  practice: Practice;
  why: string;
  next: string;
  effect: Record<string, number>;
  when: Condition | null;
  once: boolean;
  skill: string | null;
  fact: string | null;
}

export interface SayIt {
  prompt: string;
  models: string[];
}

export interface Also {
  when: Condition;
  say: string;
}

export interface Scene {
  say: Line[];
  choices?: Choice[];
  sayIt?: SayIt;
  next?: string;
  ending?: string;
  debrief?: { happened: string; now: string | null; questions: string[] };
  also?: Also[];
}

export interface Moment {
  title: string;
  scene: string;
  measures: Record<string, number>;
  chosen: string[];
}

export interface Fact {
  says: string;
  mark: "verified" | "secondary" | "unverified" | "proposal" | "report";
  /** How sure we are, in words. */
  sure: string;
  source: string;
  date: string;
  url: string;
}

export interface Contact {
  name: string;
  how: string;
  when: string;
  tel: string;
  note: string;
}

/** Something that a statement can speak about. */
export interface About {
  activity: string;
  revision: string;
}

export interface Scenario extends About {
  kind: "scenario";
  schema: 1;
  id: string;
  title: string;
  summary: string;
  youAre: string;
  minutes: number;
  notes: string[];
  outcomes: Record<string, string>;
  cast: Record<string, string>;
  measures: Record<string, [from: number, to: number, start: number]>;
  vary: Record<string, string[]>;
  start: string;
  scenes: Record<string, Scene>;
  moments: Record<string, Moment>;
  facts: Record<string, Fact>;
  support: Contact[];
}

/** Where a play stands: as peersteps.engine.State. */
export interface State {
  scene: string;
  measures: Record<string, number>;
  drawn: Record<string, string>;
  chosen: string[];
  /** Choices marked `once` that were made, as "scene/choice". */
  used: string[];
  /** Scenes heard since the last choice, this one last. */
  passed: string[];
}

/** What is kept of a conversation under way: enough to play it again, word for word. */
export interface Place {
  revision: string;
  seed: number;
  path: string[];
  hints: boolean;
  moment: string;
  /** Whether this play has been recorded as finished. */
  recorded: boolean;
}

/** What was said between two choices. */
export interface Turn {
  /** The choice that opened the turn. The first turn has none. */
  made: Choice | null;
  letter: string;
  /** Set when the turn followed a say-it scene. */
  own: SayIt | null;
  heard: Line[];
}

/** A conversation that is on a page, as what can wait sees it. */
export interface Played {
  scenario: Scenario;
  host: Host;
  place: Place;
  talk: HTMLElement;
  beside: Beside | null;
  join(beside: Beside): void;
  playAgain(wish?: Partial<Place>): void;
}

/** What a conversation can do without, told of everything that it shows. */
export interface Beside {
  /** The start is on the screen. */
  start(element: Element): void;
  /** Turns and the question under them are on the screen. */
  heard(turns: Turn[], transcript: Element, ask: Element): void;
  /** An ending is on the screen. */
  end(element: Element, turns: Turn[]): void;
  /** Something else stands in the talk's place. */
  left(): void;
  tools(): HTMLElement[];
}

export interface Question {
  id: string;
  kind: "single" | "multiple" | "order" | "judgement" | "predict" | "sort" | "spot" | "say-it" | "written";
  ask: string;
  /** What to sort under. */
  groups?: string[];
  /** What to spot the options in. */
  text?: string;
  options: Option[];
  models?: string[];
  must?: boolean;
  points?: number;
  after?: string | null;
}

/** In graded mode an option has only its id and words. */
export interface Option {
  id: string;
  words: string;
  feedback?: string;
  right?: boolean;
  fact?: string | null;
  /** Its place among the question's groups. */
  group?: number | null;
}

export interface Quiz extends About {
  kind: "quiz";
  schema: 1;
  id: string;
  assignment: string;
  version: number;
  title: string;
  mode: "practice" | "graded";
  questions: Question[];
  facts: Record<string, Fact>;
  support: Contact[];
}

/** Where somebody is in a quiz. What is written in say-it questions is never part of it. */
export interface QuizState {
  revision: string;
  seed: number;
  /** The question shown; the number of questions means the end. -1 is before the first. */
  at: number;
  /** Option ids; in a `sort` with the group each was put under, such as "call-999:0". */
  answers: Record<string, string[]>;
  written: Record<string, string>;
  /** Practice: questions whose feedback has been read, with the first answer given. */
  checked: Record<string, string[]>;
}

export type QuizEvent =
  | { do: "go"; at: number }
  | { do: "answer"; question: string; options: string[] }
  | { do: "write"; question: string; text: string }
  | { do: "check"; question: string }
  | { do: "retry"; question: string };

/** How an answer sits: all of it, some of it, or not. */
export type Fit = "fits" | "partly" | "not-quite";

export interface Answers {
  kind: "peersteps-answers";
  schema: 1;
  assignment: string;
  who: string;
  revision: number;
  answers: Record<string, string[]>;
  written: Record<string, string>;
}

export interface Statement {
  id: string;
  actor: { objectType: "Agent"; account: { homePage: string; name: string } };
  verb: { id: string };
  object: { objectType: "Activity"; id: string; definition: { type: string } };
  result: { completion: true };
  context: { revision: string; language: "en-GB" };
  timestamp: string;
  version: "1.0.3";
}

export interface PersonRecord {
  kind: "peersteps-record";
  schema: 1;
  who: string;
  made: string;
  statements: Statement[];
}

/** Where something was put: on this device, in this tab, or only in the page's own memory. */
export type Where = "device" | "tab" | "memory";

/** Keeping things in a browser; every storage may be denied, full or cleared at any time. */
export interface Keeper {
  where(): Where;
  /** Why what the learner wanted kept on this device is not. */
  trouble(): "" | "cleared" | "full";
  get(name: string): string | null;
  put(name: string, text: string): Where;
  /** Keep on this device from now on. False when the device will not. */
  keep(): boolean;
  /** Remove everything that this course put on this device and in this tab. */
  clear(): void;
}

/** What a home does for the player. The player's core knows no home. */
export interface Host {
  load(name: string): unknown;
  save(name: string, value: unknown): void;
  /** Take a statement of what happened. */
  send(statement: Statement): void;
  /** The learner's record as it stands; null where the home keeps none. */
  record: (() => PersonRecord) | null;
  /** What the home adds after something was finished. */
  finished?: () => HTMLElement;
  /** Null where nothing is kept by the browser. */
  keeper: Keeper | null;
}

/** One answer that the learner changed. */
export interface Change {
  question: string;
  answer?: string[];
  written?: string;
}

/** How saving on the hand-in page goes. */
export type SaveNews =
  | { state: "saving" | "saved" }
  | { state: "not-saved"; says: string }
  /** Another tab changed answers; `question` is set if it also changed the one being saved here. */
  | { state: "elsewhere"; question: string; answers: Record<string, string[]>; written: Record<string, string> };

export type Submitting = { receipt: Receipt } | { error: string };

export interface Receipt {
  time: string;
  sha256: string;
}

export interface Marks {
  points: number;
  max: number;
  passed?: boolean;
  questions?: Record<string, { points: number; max: number; comment?: string }>;
}

export interface HandedIn {
  answers: Record<string, string[]>;
  written: Record<string, string>;
  revision: number;
  state: "new" | "handed-in" | "waiting" | "marked" | "unreadable";
  receipt?: Receipt | null;
  marks?: Marks | null;
}

/** The part of anywidget's model that the player uses. */
export interface Model {
  get(name: string): any;
  set(name: string, value: unknown): void;
  save_changes(): void;
  on(event: string, callback: () => void): void;
  off(event: string, callback: () => void): void;
}

// The pathway and where somebody stands on it: as src/peersteps/progress.py.

export interface PathwayItem {
  item: string;
  title: string;
  known: "you-told-us" | "recorded" | "marked" | "seen";
  validMonths: number | null;
  roles: string[];
  instead: string[];
}

export interface PathwayLevel {
  id: string;
  title: string;
  says: string;
  choose: number | null;
  items: PathwayItem[];
}

export interface Pathway {
  kind: "pathway";
  schema: 1;
  id: string;
  title: string;
  levels: PathwayLevel[];
}

/** A statement and how it is known, as a row of the evidence store. */
export interface Received {
  channel: string;
  source: string;
  statement: { id: string; actor: Statement["actor"]; verb: { id: string }; object: { id: string }; timestamp: string };
}

export interface Standing {
  item: string;
  state: "met" | "due-soon" | "lapsed" | "waiting" | "not-yet";
  since: string | null;
  until: string | null;
  known: string | null;
  role: string;
}

export interface Progress {
  on: string;
  levels: { level: string; reached: boolean; met: number; needed: number; items: Standing[] }[];
  ahead: string[];
}
