/**
 * How far a typed word is from a known one, in typing errors: a letter dropped, doubled or added,
 * a letter replaced, two neighbours swapped (optimal string alignment). Pure; knows no index.
 */

/** Words are at most 40 units; queries too (normalise.ts). */
const UNITS_MAX = 48;
const WIDTH = UNITS_MAX + 1;
const table = new Uint8Array(WIDTH * WIDTH);
for (let index = 0; index < WIDTH; index += 1) {
  table[index] = index;
  table[index * WIDTH] = index;
}

/** Stands for "more than the limit". */
export const TOO_FAR = 15;

/**
 * The errors between `typed` and `word`, up to `limit`: as `whole * 16 + start`, where `whole`
 * compares the whole word and `start` the nearest beginning of it. `TOO_FAR` where above the limit.
 */
export function errorsBetween(typed: string, word: string, limit: number): number {
  if (limit === 1) return oneErrorBetween(typed, word);
  const rows = Math.min(typed.length, UNITS_MAX);
  const columns = Math.min(word.length, rows + limit);
  let previousBest = 0;
  for (let row = 1; row <= rows; row += 1) {
    const letter = typed.charCodeAt(row - 1);
    const letterBefore = row > 1 ? typed.charCodeAt(row - 2) : -1;
    const from = Math.max(1, row - limit);
    const to = Math.min(columns, row + limit);
    const base = row * WIDTH;
    if (from > 1) table[base + from - 1] = TOO_FAR;
    let best = from === 1 ? row : TOO_FAR;
    for (let column = from; column <= to; column += 1) {
      const other = word.charCodeAt(column - 1);
      const above = base - WIDTH + column;
      let cost = table[above - 1]! + (letter === other ? 0 : 1);
      if (column < row + limit && table[above]! + 1 < cost) cost = table[above]! + 1;
      if (table[base + column - 1]! + 1 < cost) cost = table[base + column - 1]! + 1;
      if (
        column > 1 &&
        letterBefore === other &&
        letter === word.charCodeAt(column - 2) &&
        table[above - WIDTH - 2]! + 1 < cost
      ) {
        cost = table[above - WIDTH - 2]! + 1;
      }
      table[base + column] = cost;
      if (cost < best) best = cost;
    }
    if (best > limit && previousBest > limit) return TOO_FAR * 16 + TOO_FAR;
    previousBest = best;
  }
  return answer(rows, columns, word.length, limit);
}

/**
 * The same for one error without a table: up to the first difference there is none to choose, there
 * one of four errors is, and the rest has to be equal.
 */
function oneErrorBetween(typed: string, word: string): number {
  let at = 0;
  while (at < typed.length && typed.charCodeAt(at) === word.charCodeAt(at)) at += 1;
  const more = word.length - typed.length;
  if (at === typed.length) return (more <= 1 ? more : TOO_FAR) * 16;
  let whole = TOO_FAR;
  let start = TOO_FAR;
  if (goesOn(typed, at + 1, word, at + 1)) {
    start = 1;
    if (more === 0) whole = 1;
  }
  if (goesOn(typed, at, word, at + 1)) {
    start = 1;
    if (more === 1) whole = 1;
  }
  if (goesOn(typed, at + 1, word, at)) {
    start = 1;
    if (more === -1) whole = 1;
  }
  if (
    at + 1 < typed.length &&
    typed.charCodeAt(at) === word.charCodeAt(at + 1) &&
    typed.charCodeAt(at + 1) === word.charCodeAt(at) &&
    goesOn(typed, at + 2, word, at + 2)
  ) {
    start = 1;
    if (more === 0) whole = 1;
  }
  return whole * 16 + start;
}

/** Whether the rest of `typed` stands in `word` from a place on. */
function goesOn(typed: string, from: number, word: string, at: number): boolean {
  for (let index = from; index < typed.length; index += 1) {
    if (typed.charCodeAt(index) !== word.charCodeAt(at + index - from)) return false;
  }
  return true;
}

function answer(rows: number, columns: number, wordUnits: number, limit: number): number {
  const last = rows * WIDTH;
  let start = TOO_FAR;
  for (let column = Math.max(0, rows - limit); column <= columns; column += 1) {
    const cost = table[last + column]!;
    if (cost < start) start = cost;
  }
  if (start > limit) start = TOO_FAR;
  const whole = wordUnits === columns && columns >= rows - limit ? table[last + columns]! : TOO_FAR;
  return (whole > limit ? TOO_FAR : whole) * 16 + start;
}

/**
 * Which letters a word has, as 32 bits: a quick test before `errorsBetween`, since `limit` errors
 * lose at most `limit` letters.
 */
export function lettersOf(word: string): number {
  let mask = 0;
  for (let index = 0; index < word.length; index += 1) {
    const code = word.charCodeAt(index);
    if (code >= 97 && code <= 122) mask |= 1 << (code - 97);
    else if (code >= 48 && code <= 57) mask |= 1 << (26 + (code % 6));
    else mask |= 1 << (code & 31);
  }
  return mask;
}

/** How many bits of a 32-bit number are set. */
export function bitsIn(mask: number): number {
  let bits = mask - ((mask >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
