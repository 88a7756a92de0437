/**
 * What the server said of each entry, and so what is still to be sent. The entries themselves are
 * never touched by an answer.
 */
import type { DatabaseSync } from "node:sqlite";
import { assert } from "#shared/base/assert.ts";
import type { Answer } from "#shared/protocol/messages.ts";

export interface Unsent {
  readonly count: number;
  /** `at` of the oldest entry without an answer, UTC milliseconds. */
  readonly oldestAtMs: number | undefined;
}

export interface Answers {
  /** Keeps answers, in one transaction. A second answer to an entry replaces the first. */
  readonly recordAnswers: (answers: readonly Answer[]) => void;
  readonly answerOf: (sequence: number) => Answer | undefined;
  /** The highest sequence up to which every entry has an answer. */
  readonly highestAcknowledged: () => number;
  readonly unsent: () => Unsent;
  /** Forgets the answers from a sequence on, so that those entries are pushed again (a new epoch). */
  readonly forgetAnswers: (fromSequence: number) => void;
}

/** The answers of an open journal. */
export function openAnswers(database: DatabaseSync): Answers {
  const put = database.prepare(
    `INSERT INTO answer VALUES (?, ?, ?) ON CONFLICT DO UPDATE
     SET outcome = excluded.outcome, text = excluded.text`,
  );
  const get = database.prepare("SELECT * FROM answer WHERE sequence = ?");
  const answeredTo = database.prepare("SELECT answeredTo FROM head");
  const advance = database.prepare(
    `UPDATE head SET answeredTo = coalesce(
       (SELECT min(entry.sequence) - 1 FROM entry LEFT JOIN answer USING (sequence)
        WHERE entry.sequence > head.answeredTo AND answer.sequence IS NULL),
       head.sequence)`,
  );
  const unsent = database.prepare(
    `SELECT count(*) AS entries, min(entry.at) AS oldest
     FROM entry LEFT JOIN answer USING (sequence)
     WHERE entry.sequence > (SELECT answeredTo FROM head) AND answer.sequence IS NULL`,
  );
  const forget = database.prepare("DELETE FROM answer WHERE sequence >= ?");
  const goBack = database.prepare("UPDATE head SET answeredTo = min(answeredTo, ?)");

  function together(work: () => void): void {
    database.exec("BEGIN IMMEDIATE");
    try {
      work();
      database.exec("COMMIT");
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
  }

  return {
    recordAnswers: (answers) => {
      together(() => {
        for (const answer of answers) {
          put.run(answer.sequence, answer.outcome, JSON.stringify(answer));
        }
        advance.run();
      });
    },
    answerOf: (sequence) => {
      const row = get.get(sequence);
      return row === undefined ? undefined : (JSON.parse(String(row.text)) as Answer);
    },
    highestAcknowledged: () => Number(answeredTo.get()?.answeredTo),
    unsent: () => {
      const row = unsent.get();
      const oldest = row?.oldest;
      return {
        count: Number(row?.entries ?? 0),
        oldestAtMs: typeof oldest === "number" ? oldest : undefined,
      };
    },
    forgetAnswers: (fromSequence) => {
      assert(fromSequence >= 1, "answers are forgotten from a sequence of at least 1");
      together(() => {
        forget.run(fromSequence);
        goBack.run(fromSequence - 1);
      });
    },
  };
}
