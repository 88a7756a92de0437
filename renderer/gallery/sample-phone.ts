/** An approver's phone as the gallery shows it, and what the till's acts about phones answer there. */
import type { Phone } from "../approve/phone.ts";
import { SAMPLE_AT } from "./sample-lists.ts";

/** The keys are made up and belong to nobody. */
export const PHONE: Phone = {
  secretKey: "5".repeat(64),
  facts: {
    staffId: "s-1",
    name: "Priya Nair",
    chainName: "Willow & Finch",
    currency: "GBP",
    words: {},
    acts: ["discount", "price", "return", "cash-move", "z"],
    registers: [
      {
        id: "r-1",
        name: "Till 1",
        storeName: "Willow & Finch Covent Garden",
        publicKey: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
      },
    ],
  },
};

export const PHONE_ACTS: Readonly<Record<string, unknown>> = {
  "staff.askCode": {
    ok: true,
    value: {
      challenge: "48213907",
      untilMs: SAMPLE_AT,
      registerId: "r-1",
      publicKey: PHONE.facts.registers[0]?.publicKey,
      pageUrl: "https://keepshop.example/approve/",
      staffIds: ["s-1"],
    },
  },
  "phones.list": [
    { staffId: "s-1", name: "Priya Nair", roleName: "Manager", isPaired: true },
    { staffId: "s-3", name: "Lina Weiss", roleName: "Stylist", isPaired: false },
  ],
};
