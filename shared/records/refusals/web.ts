/** Refusals at the server's web side: HQ's sign-in, the shop API and whatever a stranger may send. */
import { defineRefusals } from "./define.ts";

const CHANGE = { retry: "after-change", dataAtRisk: false } as const;
const LATER = { retry: "later", dataAtRisk: false } as const;

export const webRefusals = defineRefusals({
  "web-json-malformed": {
    happened: "What was sent is not JSON that can be read.",
    act: "Send one JSON value with the content type application/json.",
    ...CHANGE,
  },
  "web-body-too-large": {
    happened: "What was sent is larger than this address takes.",
    act: "Send less at once; the document at openapi.json names the limits.",
    ...CHANGE,
  },
  "web-content-type": {
    happened: "What was sent is not of a kind this address reads.",
    act: "Send JSON with the content type application/json.",
    ...CHANGE,
  },
  "web-input-invalid": {
    happened: "A field is missing or holds what it may not hold.",
    act: "Correct the field named in `position` and send it again.",
    ...CHANGE,
  },
  "web-address-unknown": {
    happened: "There is nothing at this address.",
    act: "Look the address up in the document at openapi.json.",
    retry: "never",
    dataAtRisk: false,
  },
  "web-too-many-requests": {
    happened: "Too many requests came from here in a short time.",
    act: "Wait for the seconds named in the header Retry-After, then go on.",
    ...LATER,
  },
  "web-unavailable": {
    happened: "The server cannot answer this now.",
    act: "Try again in a moment with the same idempotency key; nothing is done twice.",
    ...LATER,
  },
  "web-session-unknown": {
    happened: "The sign-in is not known here, or has ended.",
    act: "Sign in again. The basket is kept.",
    ...CHANGE,
  },
  "web-link-unknown": {
    happened: "This sign-in link was used already, is too old, or is not one of ours.",
    act: "Ask for a new link; it works once and for fifteen minutes.",
    ...CHANGE,
  },
  "web-mail-missing": {
    happened: "This shop cannot send sign-in links, because no mail service is joined to it.",
    act: "Order at a shop's counter, or ask the shop to join a mail service.",
    ...LATER,
  },
  "web-product-unknown": {
    happened: "There is no such product in this shop, or not any more.",
    act: "Look at the list of products again.",
    ...CHANGE,
  },
  "web-stock-short": {
    happened: "Not enough of this product is left for the order.",
    act: "Order fewer, choose another way to get it, or leave it out.",
    ...CHANGE,
  },
  "web-total-changed": {
    happened: "The basket comes to another total than the one that was confirmed.",
    act: "Show the new total to the customer and confirm the order again.",
    ...CHANGE,
  },
  "web-key-reused": {
    happened: "This idempotency key was used for another order.",
    act: "Send the same order again, or use a new key for a new order.",
    ...CHANGE,
  },
  "web-key-missing": {
    happened: "The order has no idempotency key.",
    act: "Send a header Idempotency-Key, made once for this order, so that it is placed only once.",
    ...CHANGE,
  },
  "web-order-unknown": {
    happened: "There is no such order of this customer.",
    act: "Look at the list of orders.",
    ...CHANGE,
  },
  "web-store-unknown": {
    happened: "There is no such shop to collect from.",
    act: "Choose a shop of the list of stores.",
    ...CHANGE,
  },
  "web-shop-missing": {
    happened: "This chain has no web shop in its settings.",
    act: "Have HQ add a store whose channel is web.",
    ...CHANGE,
  },
  "hq-session-unknown": {
    happened: "Nobody is signed in at HQ with this session, or it has ended.",
    act: "Sign in to HQ again. What was typed is kept on the screen.",
    ...CHANGE,
  },
  "hq-sign-in-wrong": {
    happened: "The name and the PIN do not belong together, or this person may not use HQ.",
    act: "Type both again, with the shop or staff number if somebody else has the name, or ask someone whose role includes HQ.",
    retry: "now",
    dataAtRisk: false,
  },
  "hq-locked-out": {
    happened: "Too many wrong PINs in a row.",
    act: "Wait five minutes, then sign in again.",
    ...LATER,
  },
  "client-has-orders": {
    happened: "This customer has orders that are not finished.",
    act: "Finish or cancel them first, or the goods could not be delivered. Nothing was erased.",
    ...CHANGE,
  },
  "hq-offer-reused": {
    happened: "This request was used for another offer already.",
    act: "Open the list of offers; publish again for another one.",
    ...CHANGE,
  },
  "hq-sale-unknown": {
    happened: "There is no such sale in your shops.",
    act: "Check number and day on the receipt. A sale made just now may still be on its way.",
    ...CHANGE,
  },
  "hq-catalogue-not-kept": {
    happened: "The prices and offers of that time are not kept in this server's history.",
    act: "The sale stands as it is; a till of that shop shows how its price came about.",
    retry: "never",
    dataAtRisk: false,
  },
});
