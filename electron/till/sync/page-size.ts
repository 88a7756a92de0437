/**
 * How many rows a page of the first fill is asked for: few at the beginning and on a slow line, so that
 * people can sign in at once and what is looked up waits for no long page; many on a fast one.
 */

const FIRST_ROWS = 100;
const LEAST_ROWS = 50;
/** A page that took longer is too much for this line. */
const SLOW_MS = 600;
const FAST_MS = 250;

export interface PageSize {
  readonly rows: () => number;
  /** The most that a page may have. */
  readonly most: number;
  /** How long the last page took, from asking to having it. */
  readonly took: (ms: number) => void;
}

/** Page sizes of one connection, at most `most` rows. */
export function openPageSize(most: number): PageSize {
  let rows = Math.min(most, FIRST_ROWS);
  return {
    most,
    rows: () => rows,
    took: (ms) => {
      if (ms > SLOW_MS) rows = Math.max(Math.min(most, LEAST_ROWS), Math.floor(rows / 2));
      else if (ms < FAST_MS) rows = Math.min(most, rows * 2);
    },
  };
}
