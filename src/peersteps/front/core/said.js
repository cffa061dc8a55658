// A play as plain text, to keep or to take to supervision. What was written in own words is never part of it. Pure.

/** @import { Line, Scenario, Turn } from "../types" */

/**
 * Both voices, line by line.
 * @param {Scenario} scenario
 * @param {Turn[]} turns
 * @param {(turn: Turn) => string} note what stands under a choice; "" for nothing
 */
export function asText(scenario, turns, note) {
  const rows = [scenario.title, "A practice conversation. The person in it is made up.", ""];
  for (const turn of turns) {
    if (turn.own) rows.push("(You found your own words.)", "");
    if (turn.made) rows.push(spokenLine("You", turn.made.words), ...noted(note(turn)), "");
    rows.push(...turn.heard.flatMap(lineText));
  }
  const last = scenario.scenes[turns.at(-1)?.made?.next ?? ""];
  if (last?.ending) rows.push("", last.ending);
  return rows.join("\n");
}

/** @param {string} words */
function noted(words) {
  return words ? [`   [${words}]`] : [];
}

/**
 * @param {Line} line
 * @returns {string[]}
 */
function lineText(line) {
  if (line[0] === "beat") return [""];
  return line[0] === "stage" ? [`(${line[1]})`] : [spokenLine(line[1], line[2])];
}

/**
 * @param {string} who
 * @param {string} words something done stands in brackets already
 */
function spokenLine(who, words) {
  return words.startsWith("(") ? `${who} ${words}` : `${who}: ${words}`;
}
