// The book of the fold, clients and work: what each entry does to every row, in test/fixtures/folds.
import { describe, expect, it } from "vitest";
import {
  type BookScenario,
  bookPage,
  bookSettings,
  bookEntry as e,
  foldBook,
} from "#test/builders/fold-book.ts";
import { aClientRow, aRowStore } from "#test/builders/rows.ts";

const client = (more: object = {}) => aRowStore().put("clients", aClientRow(more as never));
const changed = (set: object, second: number, more: object = {}) =>
  e(
    "client.changed",
    { clientId: "client-1", set, cleared: [], tagsAdded: [], tagsRemoved: [], ...more },
    { second },
  );
const consent = (given: boolean, second: number, channel = "email", purpose = "offers") =>
  e(
    "consent.changed",
    { clientId: "client-1", purpose, channel, given, proof: "signed" },
    { second },
  );
const contact = (id: string, second: number, more: object = {}) =>
  e(
    "contact.added",
    {
      contactId: id,
      clientId: "client-1",
      department: "service",
      kind: "complaint",
      text: "Heel broke",
      ...more,
    },
    { second },
  );
const play = (answer: string, second: number, more: object = {}) =>
  e("play.answered", { playId: "p", clientId: "client-1", answer, ...more }, { second });
const signal = (
  kind: string,
  productId: string | undefined,
  clientId: string | undefined = "client-1",
) => ({ kind, productId, clientId, atMs: 1 });

const draft = {
  id: "basket",
  storeId: "store-1",
  currency: "EUR",
  channel: "counter",
  lines: [],
  manual: [],
  coupons: [],
  fees: [],
  openedAtMs: 0,
  checks: [],
};
const parked = (second: number, more: object = {}) =>
  e(
    "basket.parked",
    { basketId: "basket", label: "Maya", totalMinor: 1000, draft, ...more },
    { second },
  );
const claimed = (second: number, outcome = "resumed", register = "register-1") =>
  e("basket.claimed", { basketId: "basket", outcome }, { second, register });
const work = (workId: string, state: string, second: number, more: object = {}) =>
  e("work.advanced", { workId, state, ...more }, { second });
const settled = (outcome: string, second: number, paymentId = "pay") =>
  e("payment.settled", { paymentId, outcome, amountMinor: 700 }, { second });
const variant = (value: unknown, second: number, more: object = {}) =>
  e(
    "variant.set",
    {
      variantId: `v${second}`,
      subject: "price",
      subjectId: "tee",
      value,
      validFromMs: 20,
      railId: "rail",
      railPosition: 99,
      ...more,
    },
    { second },
  );
const work0 = {
  id: "x",
  kind: "exception",
  state: "open",
  title: "t",
  storeId: "store-1",
  at: 0,
  body: { code: "price-differs" },
} as const;

const scenarios: readonly BookScenario[] = [
  [
    "client-fields",
    () => aRowStore(),
    () => [
      e(
        "client.created",
        { clientId: "client-1", fields: { name: "Maya", city: "Leeds" } },
        { second: 5 },
      ),
      changed({ city: "York", phone: "1", unknown: "x" }, 6),
      changed({ city: "Hull", email: "a@b.c" }, 4),
      changed({}, 7, { cleared: ["phone", "name", "segmentIds"], tagsAdded: ["vip", "dog"] }),
      changed({ name: undefined }, 8, { tagsRemoved: ["dog"], tagsAdded: ["cat"] }),
      changed({}, 7, { tagsAdded: ["dog"], tagsRemoved: ["vip"] }),
      e("client.created", { clientId: "client-1", fields: { name: "Maya Okafor" } }, { second: 9 }),
    ],
  ],
  [
    "client-erased",
    () => aRowStore(),
    () => [
      changed({ city: "York" }, 1),
      consent(true, 2),
      contact("c1", 3),
      play("yes", 4),
      e("client.linked", { keptClientId: "client-2", otherClientId: "client-1" }, { second: 5 }),
      e("signals.recorded", { signals: [signal("view", "tee")] }, { second: 6 }),
    ],
  ],
  [
    "client-links",
    () => client(),
    () => [
      e("client.linked", { keptClientId: "client-2", otherClientId: "client-1" }, { second: 5 }),
      e("client.unlinked", { keptClientId: "client-2", otherClientId: "client-1" }, { second: 4 }),
      e("client.unlinked", { keptClientId: "client-2", otherClientId: "client-1" }, { second: 5 }),
      e("client.linked", { keptClientId: "client-3", otherClientId: "client-1" }, { second: 6 }),
    ],
  ],
  [
    "client-consents",
    () => client(),
    () => [
      consent(true, 5),
      consent(false, 5),
      consent(true, 5),
      consent(true, 4),
      consent(true, 6),
      consent(false, 7, "sms"),
      consent(true, 8, "email", "birthday"),
      consent(true, 9, "post"),
    ],
  ],
  [
    "client-contacts",
    () => client(),
    () => [
      contact("c1", 1, { opensComplaint: true, aboutSaleId: "s1" }),
      contact("c2", 2, { kind: "note", text: "Called" }),
      contact("c3", 3, { kind: "answer", closesContactId: "c9" }),
      contact("c4", 4, { kind: "answer", closesContactId: "c1" }),
      contact("c5", 5, { opensComplaint: true, text: "x".repeat(500) }),
      contact("c6", 6, { opensComplaint: true, closesContactId: "c5" }),
      play("yes", 7, { note: "blue one", saleId: "s7" }),
      play("not-now", 8),
      play("shown", 9),
      play("held-out", 10),
    ],
  ],
  [
    "client-signals",
    () => client({ interests: Array.from({ length: 20 }, (_, index) => `p${index}`) }),
    () => [
      e(
        "signals.recorded",
        {
          signals: [
            signal("view", "tee"),
            signal("put-back", "p3"),
            signal("shown", "mug"),
            signal("refused", "p5"),
            signal("view", undefined),
            { ...signal("view", "mug"), clientId: undefined },
            signal("abandoned", "hat"),
            signal("out-of-stock", "cap"),
            signal("search-empty", "x"),
            signal("review", "y"),
          ],
        },
        { second: 1 },
      ),
    ],
  ],
  [
    "work-baskets",
    () => aRowStore(),
    () => [
      claimed(1),
      parked(2, { forRegisterId: "register-2", draft: { ...draft, clientId: "client-1" } }),
      claimed(3),
      claimed(4),
      claimed(5, "resumed", "register-2"),
      parked(6),
      claimed(7, "discarded"),
      parked(8),
      claimed(9),
    ],
  ],
  [
    "work-tasks",
    () =>
      aRowStore().put("work", {
        ...work0,
        body: { code: "c", notes: "none", answers: 3 },
      } as never),
    () => [
      work("w1", "taken", 1),
      work("w1", "open", 2, {
        created: { kind: "appointment", title: "Fitting", clientId: "client-1", dueAtMs: 99 },
      }),
      work("w1", "taken", 3, { note: "mine" }),
      work("w1", "done", 4),
      work("w1", "handed-over", 5, { ownerStaffId: "staff-2" }),
      work("w2", "taken", 6, { created: { kind: "other", title: "Odd" } }),
      work("x", "dropped", 7),
      e("exception.resolved", { exceptionId: "x", code: "c", choice: "accept" }, { second: 8 }),
      e(
        "exception.resolved",
        { exceptionId: "x", code: "c", choice: "refund", note: "asked" },
        { second: 9 },
      ),
      e(
        "exception.resolved",
        { exceptionId: "x", code: "c", choice: "refund", undoes: "e9" },
        { second: 10 },
      ),
      e("exception.resolved", { exceptionId: "gone", code: "c", choice: "accept" }, { second: 11 }),
    ],
  ],
  [
    "work-payments",
    () => aRowStore(),
    () => [
      settled("approved", 1),
      settled("unknown", 2),
      settled("stored", 3),
      settled("declined", 4),
      settled("stored", 5, "two"),
      settled("approved", 6, "two"),
      settled("declined", 7, "three"),
    ],
  ],
  [
    "work-variants",
    () => aRowStore(),
    () => [
      variant(500, 30),
      variant(99, 31, { railPosition: -1 }),
      variant(100, 32, { railPosition: -1, validToMs: 77, reasonId: "local" }),
      variant(901, 33, { railPosition: -1 }),
      variant(900, 34, { railPosition: -1 }),
      variant(500, 35, { railPosition: -1, validFromMs: 9 }),
      variant(500, 36, { railPosition: -1, validFromMs: 900 }),
      variant("x", 37),
      variant("Hi", 38, { subject: "greeting", railPosition: -1 }),
      variant(5, 39, { subject: "offer", railPosition: -1 }),
      variant(5, 40, { railId: "none" }),
    ],
  ],
];

describe("the book of the fold", () => {
  it.each(scenarios)("%s", (name, before, entries) => {
    expect(foldBook(before(), entries(), bookSettings)).toEqual(bookPage(name));
  });
});
