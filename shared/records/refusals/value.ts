/** Refusals of gift cards, credit, points and what may be spent of them without connection. */
import { defineRefusals } from "./define.ts";

const CHANGE = { retry: "after-change", dataAtRisk: false } as const;

export const valueRefusals = defineRefusals({
  "balance-unknown": {
    happened: "This card or account is not known at this till.",
    act: "Check the number; a new card works as soon as the till was connected once.",
    retry: "later",
    dataAtRisk: false,
  },
  "balance-short": {
    happened: "There is less on the card or account.",
    act: "Take what is there and the rest another way.",
    ...CHANGE,
  },
  "balance-expired": {
    happened: "The card or account has expired.",
    act: "Take another way to pay; a manager can extend it at HQ.",
    ...CHANGE,
  },
  "gift-card-active": {
    happened: "This gift card was sold before: it is active.",
    act: "Choose top up to put more on it, or take another card.",
    ...CHANGE,
  },
  "gift-card-not-active": {
    happened: "This gift card is not active as far as this till knows.",
    act: "Check the number; sell it as a new card when it has never been sold.",
    ...CHANGE,
  },
  "value-limit-reached": {
    happened: "Without connection no more may be spent from cards and accounts at this till today.",
    act: "Take another way to pay, or wait for the connection.",
    retry: "later",
    dataAtRisk: false,
  },
  "points-invalid": {
    happened: "The number of points cannot be used.",
    act: "Use a whole number of points that are there.",
    ...CHANGE,
  },
});
