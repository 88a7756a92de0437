/** Sample card payments that wait for the bank, and one that became a debt. */
import type { WorkItem } from "#shared/till-api/views/lists.ts";
import type { StoredPaymentsView } from "#shared/till-api/views/stored.ts";
import { AT, MINUTE } from "./sample-lists.ts";

export const debt: WorkItem = {
  id: "w-0",
  kind: "exception",
  state: "open",
  title: "card-declined-later",
  at: AT - 5 * MINUTE,
  clientName: "Jonas Berg",
  exceptionCode: "card-declined-later",
  choices: ["called", "paid-cash", "paid-otherwise", "write-off"],
  debt: {
    amountMinor: 1_850,
    receiptNumber: "W1-000041",
    takenAtMs: AT - 90 * MINUTE,
    cardBrand: "Visa",
    lastFour: "1881",
    phone: "+44 20 7946 0018",
    email: "jonas@example.com",
    told: [{ at: AT - 3 * MINUTE, choice: "called", note: "" }],
  },
  meanwhile: "The sale stands; the amount is owed.",
  pending: false,
  undoable: false,
};

export const storedPayments: StoredPaymentsView = {
  currency: "GBP",
  items: [
    {
      paymentId: "p-1",
      at: AT - 20 * MINUTE,
      amountMinor: 4_200,
      receiptNumber: "W1-000044",
      cardBrand: "Visa",
      lastFour: "4242",
      registerName: "Till 1",
      mine: true,
      reasonCode: "bank-not-reached",
    },
    {
      paymentId: "p-2",
      at: AT - 12 * MINUTE,
      amountMinor: 1_995,
      receiptNumber: "W2-000017",
      clientName: "Maya Okafor",
      cardBrand: "Mastercard",
      lastFour: "0018",
      registerName: "Till 2",
      mine: false,
    },
  ],
  waitingMinor: 4_200,
  caps: { perSaleMinor: 10_000, perRegisterMinor: 100_000, leftMinor: 10_000 },
  terminal: "keeps",
};
