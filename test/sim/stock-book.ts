/**
 * The auditor's stock: movements of accepted entries added up as they come, so that no look goes
 * through the whole history again. What an entry moves is auditor.ts.
 */
import { type Accepted, movementsOf } from "./auditor.ts";

interface Moved {
  readonly registerId: string;
  readonly milli: number;
  /** The position of its place's stream at which it is in the rows; nothing when it never is. */
  readonly end: number | undefined;
}

export class StockBook {
  readonly entries: Accepted[] = [];
  private readonly byKey = new Map<string, { sum: number; readonly moves: Moved[] }>();
  private readonly placeOf: (registerId: string) => string;

  constructor(placeOf: (registerId: string) => string, entries: readonly Accepted[] = []) {
    this.placeOf = placeOf;
    this.add(entries);
  }

  add(entries: readonly Accepted[]): void {
    for (const entry of entries) {
      this.entries.push(entry);
      if (!entry.folded) continue;
      for (const { placeId, productId, milli } of movementsOf(entry, this.placeOf)) {
        const key = `${placeId}:${productId}`;
        const known = this.byKey.get(key) ?? { sum: 0, moves: [] };
        this.byKey.set(key, known);
        known.sum += milli;
        const end = entry.endsAt.get(`place:${placeId}`);
        known.moves.push({ registerId: entry.registerId, milli, end });
      }
    }
  }

  /** Everything that moved a `place:product`, in thousandths. */
  sumOf(key: string): number {
    return this.byKey.get(key)?.sum ?? 0;
  }

  /** What others than a register moved, as far as a replica at this position has it. */
  sumOfOthers(key: string, registerId: string, position: number): number {
    let sum = 0;
    for (const moved of this.byKey.get(key)?.moves ?? []) {
      if (moved.registerId === registerId || moved.end === undefined) continue;
      if (moved.end <= position) sum += moved.milli;
    }
    return sum;
  }
}
