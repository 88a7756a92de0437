/** Sample data of what is set aside, and of what was taken out of baskets. */
import type { HoldItem } from "#shared/till-api/views/lists.ts";

const AT_MS = Date.UTC(2026, 10, 25, 14, 2);
const DAY_MS = 86_400_000;

export const holds: readonly HoldItem[] = [
  {
    holdId: "h-1",
    kind: "layaway",
    number: "7F3A91C2",
    at: AT_MS - 3 * DAY_MS,
    clientId: "c-1",
    clientName: "Maya Okafor",
    validTo: "2027-02-18",
    isOver: false,
    lines: [
      { id: "hl-1", name: "Regency Cakestand 3 Tier", quantityMilli: 1_000, totalMinor: 2_499 },
      { id: "hl-2", name: "Doormat Union Flag", quantityMilli: 2_000, totalMinor: 2_398 },
    ],
    totalMinor: 4_897,
    paidMinor: 1_500,
    leastMinor: 1,
    feeMinor: 500,
    refundMinor: 1_000,
    currency: "GBP",
  },
  {
    holdId: "h-2",
    kind: "quote",
    number: "0B44D7E1",
    at: AT_MS - 20 * DAY_MS,
    note: "School fair, forty mugs",
    validTo: "2026-11-20",
    isOver: true,
    lines: [{ id: "hl-3", name: "Retro Spot Mug", quantityMilli: 40_000, totalMinor: 7_960 }],
    totalMinor: 7_960,
    paidMinor: 0,
    leastMinor: 0,
    feeMinor: 0,
    refundMinor: 0,
    currency: "GBP",
  },
];

export const REMOVED = [
  {
    at: AT_MS,
    staffName: "Amira Khan",
    what: "line-removed",
    amountMinor: 2_499,
    lines: [{ name: "Regency Cakestand 3 Tier", quantityMilli: 1_000 }],
  },
  {
    at: AT_MS - DAY_MS,
    staffName: "Tom Ellery",
    what: "basket-abandoned",
    amountMinor: 1_198,
    lines: [{ name: "Doormat Union Flag", quantityMilli: 1_000 }],
  },
];
