/** Refusals while paying: legs, change, cards, stored value, foreign cash. */
import { defineRefusals } from "./define.ts";

const CHANGE = { retry: "after-change", dataAtRisk: false } as const;

export const tenderRefusals = defineRefusals({
  "short-tender": {
    happened: "Less was paid than is due.",
    act: "Take the rest, or add another way to pay.",
    ...CHANGE,
  },
  "tender-amount-invalid": {
    happened: "The amount is not above zero.",
    act: "Type the amount again.",
    ...CHANGE,
  },
  "tender-exceeds-due": {
    happened: "More than what is due can only be taken in cash.",
    act: "Take exactly what is due; change is given from cash only.",
    ...CHANGE,
  },
  "nothing-due": {
    happened: "Nothing is left to pay.",
    act: "Finish the sale.",
    ...CHANGE,
  },
  "round-up-nothing": {
    happened: "There is nothing to round up.",
    act: "Take the payment as it is.",
    ...CHANGE,
  },
  "tender-unknown": {
    happened: "That payment is not part of this sale any more.",
    act: "Look at the payments and choose again.",
    ...CHANGE,
  },
  "tender-needs-reference": {
    happened: "This way to pay needs a number: the voucher's, the slip's or the card's.",
    act: "Type the number.",
    ...CHANGE,
  },
  "tender-not-refundable": {
    happened: "Money cannot be given back this way.",
    act: "Choose another way to give it back.",
    ...CHANGE,
  },
  "tender-needs-reversal": {
    happened: "The card was charged already.",
    act: "Reverse the charge at the terminal first; the payment goes when it is reversed.",
    ...CHANGE,
  },
  "card-declined": {
    happened: "The card was not charged.",
    act: "Try the card again, or take another way to pay.",
    ...CHANGE,
  },
  "terminal-not-here": {
    happened: "No payment terminal answers at this till.",
    act: "Check the terminal and its cable, or take another way to pay.",
    retry: "later",
    dataAtRisk: false,
  },
  "stored-forward-limit": {
    happened: "The bank cannot be asked, and this card payment is above the limit for that.",
    act: "Take what is left by card and the rest another way, or take another way for all of it.",
    retry: "later",
    dataAtRisk: false,
  },
  "foreign-rate-missing": {
    happened: "There is no valid rate for this currency.",
    act: "Take the shop's own currency.",
    retry: "later",
    dataAtRisk: false,
  },
  "client-needed": {
    happened: "This needs a customer known by name.",
    act: "Find the customer by phone or name, or make a new one.",
    ...CHANGE,
  },
});
