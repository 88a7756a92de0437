/**
 * Entries of other registers of the store, taken over by hand because their till cannot send them
 * itself. Kept until the server has answered; they are no part of this till's own chain.
 */
import type { DatabaseSync } from "node:sqlite";
import { assert } from "#shared/base/assert.ts";
import type { Answer } from "#shared/protocol/messages.ts";
import type { AnyEntry } from "#shared/records/entry.ts";

export interface Guests {
  /** Keeps entries that are not here yet, in one transaction with one fsync; says how many. */
  readonly take: (entries: readonly AnyEntry[]) => number;
  /** Registers that have entries without an answer. */
  readonly registers: () => readonly string[];
  /** A register's entries without an answer, oldest first. */
  readonly unsent: (registerId: string, limit?: number) => readonly AnyEntry[];
  readonly recordAnswers: (registerId: string, answers: readonly Answer[]) => void;
}

/** The guests of an open journal. */
export function openGuests(database: DatabaseSync): Guests {
  const take = database.prepare(
    "INSERT INTO guest VALUES (?, ?, ?, ?, NULL) ON CONFLICT (registerId, sequence, hash) DO NOTHING",
  );
  const registers = database.prepare(
    "SELECT DISTINCT registerId FROM guest WHERE answer IS NULL ORDER BY registerId",
  );
  const unsent = database.prepare(
    `SELECT text FROM guest WHERE registerId = ? AND answer IS NULL
     ORDER BY sequence, hash LIMIT ?`,
  );
  const answered = database.prepare(
    "UPDATE guest SET answer = ? WHERE registerId = ? AND sequence = ?",
  );
  function together<Value>(work: () => Value): Value {
    assert(!database.isTransaction, "a guest is taken in a transaction of its own");
    database.exec("BEGIN IMMEDIATE");
    try {
      const value = work();
      database.exec("COMMIT");
      return value;
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
  }
  return {
    take: (entries) =>
      together(() => {
        let taken = 0;
        for (const entry of entries) {
          const { registerId, sequence, hash } = entry;
          taken += Number(take.run(registerId, sequence, hash, JSON.stringify(entry)).changes);
        }
        return taken;
      }),
    registers: () => registers.all().map((row) => String(row.registerId)),
    unsent: (registerId, limit = -1) =>
      unsent.all(registerId, limit).map((row) => JSON.parse(String(row.text)) as AnyEntry),
    recordAnswers: (registerId, answers) => {
      together(() => {
        for (const answer of answers) {
          answered.run(JSON.stringify(answer), registerId, answer.sequence);
        }
      });
    },
  };
}
