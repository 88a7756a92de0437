/** The coach of a first shift: what has happened at this counter since training was begun. */
import { COACH_STEPS, type CoachView } from "#shared/till-api/views/coach.ts";
import { entriesOf, type TillCore } from "../core.ts";
import type { Counter } from "../counter.ts";

interface Since {
  /** What lay in the training journal when this training was begun belongs to somebody before. */
  readonly sequence: number;
  scanned: boolean;
  client: boolean;
  /** The change was given, and the page of it left. */
  next: boolean;
}

const begun = new WeakMap<TillCore, Since>();

/** The coach as it stands; off outside training. */
export function readCoach(counter: Counter): CoachView {
  const { core } = counter;
  if (core.real === undefined) return { on: false, steps: [] };
  const since: Since = begun.get(core) ?? {
    sequence: core.journal.head().sequence,
    scanned: false,
    client: false,
    next: false,
  };
  begun.set(core, since);
  const basket = counter.basket();
  // What was paid already may have been somebody else's.
  const draft = basket.phase === "done" ? counter.freshBasket().draft : basket.draft;
  const sales = entriesOf(core, "sale.completed", since.sequence);
  const returns = entriesOf(core, "return.completed", since.sequence);
  since.scanned ||= draft.lines.length > 0 || sales.length > 0;
  since.client ||=
    draft.clientId !== undefined || sales.some(({ body }) => body.clientId !== undefined);
  since.next ||= sales.length > 0 && basket.phase !== "done";
  const done: Readonly<Record<(typeof COACH_STEPS)[number], boolean>> = {
    "sign-in": counter.session() !== undefined,
    scan: since.scanned,
    client: since.client,
    pay: sales.length > 0,
    next: since.next,
    return: returns.length > 0,
  };
  return { on: true, steps: COACH_STEPS.map((key) => ({ key, done: done[key] })) };
}
