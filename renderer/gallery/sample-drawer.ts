/** Sample data of the drawer and the safe. */
import type { SafeView } from "#shared/till-api/views/safe.ts";
import type { ShiftView } from "#shared/till-api/views/shift.ts";
import { SAMPLE_AT as AT } from "./sample-lists.ts";

const MINUTE = 60_000;

export const shift: ShiftView = {
  open: true,
  shiftId: "sh-1",
  openedAtMs: AT - 240 * MINUTE,
  openedBy: "Priya Nair",
  currency: "GBP",
  blind: true,
  floatMinor: 15_000,
  saleCount: 42,
  returnCount: 3,
  countable: [
    { key: "card", kind: "card-external", name: "Card" },
    { key: "gift", kind: "gift-card", name: "Gift card" },
  ],
  movements: [
    {
      id: "m-1",
      kind: "pay-out",
      amountMinor: -1200,
      currency: "GBP",
      reason: "Window cleaner",
      staffName: "Tom Ashby",
      at: AT - 90 * MINUTE,
    },
    {
      id: "m-2",
      kind: "drop",
      amountMinor: -20_000,
      currency: "GBP",
      reason: "Drawer too full",
      staffName: "Priya Nair",
      at: AT - 30 * MINUTE,
      note: "bag 0042",
    },
  ],
  holderStaffId: "st-2",
  holderName: "Tom Ashby",
  handOvers: [
    {
      id: "h-1",
      at: AT - 120 * MINUTE,
      fromName: "Priya Nair",
      toName: "Tom Ashby",
      countedMinor: 41_250,
      differenceMinor: -150,
    },
  ],
  noSales: [{ at: AT - 60 * MINUTE, staffName: "Tom Ashby", reason: "Change for a customer" }],
  denominations: [5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  unsentEntries: 3,
  lastZ: {
    number: 118,
    at: AT - 1300 * MINUTE,
    totalMinor: 184_250,
    complete: false,
    keptFloatMinor: 15_000,
  },
  differenceLimitMinor: 500,
};

export const safe: SafeView = {
  cash: [
    { currency: "GBP", balanceMinor: 84_250, inBagsMinor: 152_000 },
    { currency: "EUR", balanceMinor: 4_500, inBagsMinor: 0 },
  ],
  bags: [
    {
      bagId: "bag-1",
      number: "0042",
      currency: "GBP",
      packedMinor: 92_000,
      state: "packed",
      packedAtMs: AT - 30 * MINUTE,
      packedBy: "Priya",
    },
    {
      bagId: "bag-2",
      number: "0041",
      currency: "GBP",
      packedMinor: 60_000,
      state: "collected",
      packedAtMs: AT - 900 * MINUTE,
      packedBy: "Priya",
      carrier: "Ring Guard, van 7",
    },
    {
      bagId: "bag-3",
      number: "0040",
      currency: "GBP",
      packedMinor: 75_500,
      state: "differs",
      packedAtMs: AT - 4_000 * MINUTE,
      packedBy: "Tom",
      differenceMinor: -500,
    },
  ],
  denominations: { GBP: [5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1], EUR: [5000, 500] },
  differenceLimitMinor: 500,
  asOfMs: AT - 2 * MINUTE,
  stale: false,
};
