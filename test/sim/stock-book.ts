/**
 * The auditor's stock: movements of accepted entries added up as they come, so that no look goes
 * through the whole history again. What an entry moves is auditor.ts.
 */
import { type Accepted, movementsOf } from "./auditor.ts";

/** What the book keeps of an entry: enough to find it again, and where it ended. */
export type Booked = Pick<Accepted, "id" | "hash" | "arrival" | "endsAt">;

/** Movements in the order of the positions at which they are in the rows, with their sums so far. */
class Running {
  private readonly ends: number[] = [];
  private readonly sums: number[] = [];

  add(end: number, milli: number): void {
    this.ends.push(end);
    this.sums.push((this.sums.at(-1) ?? 0) + milli);
  }

  /** The sum of everything that ended at a position or before it. */
  upTo(position: number): number {
    let low = 0;
    let high = this.ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.ends[middle] as number) <= position) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? 0 : (this.sums[low - 1] as number);
  }
}

export class StockBook {
  readonly entries: Booked[] = [];
  private readonly sums = new Map<string, number>();
  private readonly running = new Map<string, Running>();
  private readonly placeOf: (registerId: string) => string;

  constructor(placeOf: (registerId: string) => string, entries: readonly Accepted[] = []) {
    this.placeOf = placeOf;
    this.add(entries);
  }

  add(entries: readonly Accepted[]): void {
    for (const entry of entries) {
      const { id, hash, arrival, endsAt, registerId } = entry;
      this.entries.push({ id, hash, arrival, endsAt });
      if (!entry.folded) continue;
      for (const { placeId, productId, milli } of movementsOf(entry, this.placeOf)) {
        const key = `${placeId}:${productId}`;
        this.sums.set(key, this.sumOf(key) + milli);
        const end = endsAt.get(`place:${placeId}`);
        // Without an end it never is in the rows of that stream.
        if (end === undefined) continue;
        this.runningOf(key).add(end, milli);
        this.runningOf(`${key} ${registerId}`).add(end, milli);
      }
    }
  }

  /** Everything that moved a `place:product`, in thousandths. */
  sumOf(key: string): number {
    return this.sums.get(key) ?? 0;
  }

  /** What others than a register moved, as far as a replica at this position has it. */
  sumOfOthers(key: string, registerId: string, position: number): number {
    const own = this.runningOf(`${key} ${registerId}`).upTo(position);
    return this.runningOf(key).upTo(position) - own;
  }

  private runningOf(key: string): Running {
    const known = this.running.get(key) ?? new Running();
    this.running.set(key, known);
    return known;
  }
}
