/** What a till may ask the server beside syncing, by name. Each question checks its own payload. */
import type { Ask, Asked } from "#shared/protocol/messages.ts";

/** Who asks: decided by the device token, never by the payload. */
export interface Asker {
  readonly id: string;
  readonly storeId: string;
}

export type Question = (
  payload: unknown,
  asker: Asker,
) => Promise<{ readonly value: unknown } | "malformed" | "refused">;

export interface Questions {
  readonly answer: (asked: Ask, asker: Asker) => Promise<Asked>;
  /** Adds a question; a name is answered in one place only. */
  readonly add: (name: string, question: Question) => void;
}

/** An empty list of questions. */
export function createQuestions(): Questions {
  const byName = new Map<string, Question>();
  return {
    add(name, question) {
      if (byName.has(name)) throw new Error(`the question ${name} is answered already`);
      byName.set(name, question);
    },
    async answer({ name, payload }, asker) {
      const question = byName.get(name);
      if (question === undefined) return { ok: false, code: "unknown-question" };
      const answered = await question(payload, asker);
      if (answered === "malformed" || answered === "refused") return { ok: false, code: answered };
      return { ok: true, value: answered.value };
    },
  };
}
