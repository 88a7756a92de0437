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
