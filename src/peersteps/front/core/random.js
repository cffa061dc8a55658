// Numbers from a 32-bit seed: the same ones as peersteps.engine.numbers.

/**
 * Mulberry32 (Tommy Ettinger, public domain).
 * @param {number} seed 32 bits
 * @returns {() => number} the next number in [0, 1)
 */
export function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * The order in which a turn shows its choices: positions in the author's order (Fisher-Yates).
 * @param {number} seed
 * @param {number} turn
 * @param {number} count
 */
export function order(seed, turn, count) {
  const random = numbers(seed ^ Math.imul(turn, 0x9e3779b9));
  const places = Array.from({ length: count }, (_, at) => at);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [places[last], places[other]] = [places[other], places[last]];
  }
  return places;
}

/** A new seed, different for every play. */
export function newSeed() {
  return crypto.getRandomValues(new Uint32Array(1))[0];
}
