/** Refusals of what was scanned or typed as a code (shared/base/{gtin,gs1,...}, engine/scan). */
import type { ScanDataRefusal } from "../../base/gs1-scan.ts";
import type { MeasureRefusal } from "../../base/gtin-measure.ts";
import { defineRefusals, type RefusalMeaning } from "./define.ts";

type ScanRefusal =
  | ScanDataRefusal
  | MeasureRefusal
  | "scan-empty"
  | "scan-garbled"
  | "client-card-malformed"
  | "receipt-code-malformed"
  | "receipt-code-version"
  | "receipt-code-unknown-register"
  | "receipt-code-signature"
  | "receipt-code-too-large";

const SCAN_AGAIN = { retry: "now", dataAtRisk: false } as const;
const OTHER_WAY = { retry: "never", dataAtRisk: false } as const;
const LABEL = "Look the product up by name, and tell whoever printed the label.";
const AGAIN = "Scan again, or type the digits under the bars.";

export const scanRefusals = defineRefusals({
  "scan-empty": { happened: "The scanner sent nothing.", act: "Scan again.", ...SCAN_AGAIN },
  "scan-garbled": {
    happened: "The scanner sent signs that no code holds.",
    act: "Scan again; if it stays, check the scanner's keyboard language.",
    ...SCAN_AGAIN,
  },
  "scan-too-long": {
    happened: "The scanner sent more than any code holds.",
    act: "Scan again, one code at a time.",
    ...SCAN_AGAIN,
  },
  "scan-symbology": {
    happened: "The scanner named a kind of code that is not used in trade.",
    act: "Scan the product's other code, or look it up by name.",
    ...OTHER_WAY,
  },
  "gtin-length": {
    happened: "The number has not 8, 12, 13 or 14 digits.",
    act: AGAIN,
    ...SCAN_AGAIN,
  },
  "gtin-not-numeric": {
    happened: "The product number holds something other than digits.",
    act: AGAIN,
    ...SCAN_AGAIN,
  },
  "gtin-check-digit": {
    happened: "The product number's check digit is wrong: a digit was misread or mistyped.",
    act: AGAIN,
    ...SCAN_AGAIN,
  },
  "measure-pattern": {
    happened: "The shop's pattern for weighed goods cannot be used.",
    act: "Ask the manager to correct the pattern in the settings.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "measure-no-match": {
    happened: "The code is not one of the shop's scale labels.",
    act: "Look the product up by name.",
    ...OTHER_WAY,
  },
  "measure-not-numeric": {
    happened: "The scale label holds something other than digits.",
    act: AGAIN,
    ...SCAN_AGAIN,
  },
  "measure-check-digit": {
    happened: "The scale label's check digit is wrong.",
    act: "Scan again, or weigh and label the goods again.",
    ...SCAN_AGAIN,
  },
  "gs1-too-long": {
    happened: "The code holds more than any symbol can.",
    act: "Scan again.",
    ...SCAN_AGAIN,
  },
  "gs1-form": {
    happened: "The code does not begin a part with its identifier.",
    act: AGAIN,
    ...SCAN_AGAIN,
  },
  "gs1-unknown-identifier": {
    happened: "The code holds a part that GS1 does not know.",
    act: LABEL,
    ...OTHER_WAY,
  },
  "gs1-empty": { happened: "A part of the code has no value.", act: LABEL, ...OTHER_WAY },
  "gs1-length": {
    happened: "A part of the code has the wrong length.",
    act: "Scan again; if it stays, look the product up by name.",
    ...SCAN_AGAIN,
  },
  "gs1-character": {
    happened: "A part of the code holds a sign that may not stand there.",
    act: "Scan again; if it stays, look the product up by name.",
    ...SCAN_AGAIN,
  },
  "gs1-check-digit": {
    happened: "The check digit of a number in the code is wrong.",
    act: "Scan again; if it stays, look the product up by name.",
    ...SCAN_AGAIN,
  },
  "gs1-date": { happened: "The code holds an impossible date.", act: LABEL, ...OTHER_WAY },
  "gs1-time": { happened: "The code holds an impossible time.", act: LABEL, ...OTHER_WAY },
  "gs1-country": { happened: "The code names no country of ISO 3166.", act: LABEL, ...OTHER_WAY },
  "gs1-currency": { happened: "The code names no currency of ISO 4217.", act: LABEL, ...OTHER_WAY },
  "gs1-iban": { happened: "The code holds no valid IBAN.", act: LABEL, ...OTHER_WAY },
  "gs1-content": {
    happened: "A part of the code breaks the rule of its identifier.",
    act: LABEL,
    ...OTHER_WAY,
  },
  "link-too-long": { happened: "The address is too long.", act: LABEL, ...OTHER_WAY },
  "link-character": {
    happened: "The address holds a sign that addresses may not hold.",
    act: LABEL,
    ...OTHER_WAY,
  },
  "link-scheme": {
    happened: "The code is not a web address.",
    act: "Scan the product's other code, or look it up by name.",
    ...OTHER_WAY,
  },
  "link-domain": {
    happened: "The address names no proper domain.",
    act: LABEL,
    ...OTHER_WAY,
  },
  "link-no-key": {
    happened: "The address names no product or other GS1 key.",
    act: "Scan the product's other code; this one is for customers' phones.",
    ...OTHER_WAY,
  },
  "link-qualifier": {
    happened: "The address adds a part that does not belong to its key, or in another order.",
    act: LABEL,
    ...OTHER_WAY,
  },
  "link-attribute": {
    happened: "The address gives as a parameter what belongs in its path.",
    act: LABEL,
    ...OTHER_WAY,
  },
  "link-repeated": { happened: "The address gives a part twice.", act: LABEL, ...OTHER_WAY },
  "link-unknown-identifier": {
    happened: "The address holds a part that GS1 does not know.",
    act: LABEL,
    ...OTHER_WAY,
  },
  "client-card-malformed": {
    happened: "The customer card was misread.",
    act: "Scan the card again, or find the customer by name.",
    ...SCAN_AGAIN,
  },
  "receipt-code-malformed": {
    happened: "The receipt's code was misread or altered.",
    act: "Scan again; if it stays, find the sale by its receipt number.",
    ...SCAN_AGAIN,
  },
  "receipt-code-version": {
    happened: "The receipt was printed by a newer version of the till.",
    act: "Update this till, or find the sale by its receipt number.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "receipt-code-unknown-register": {
    happened: "The receipt is of a register that this till does not know yet.",
    act: "Let the till reach the server, or find the sale by its receipt number.",
    retry: "later",
    dataAtRisk: false,
  },
  "receipt-code-too-large": {
    happened: "The sale is too large for a code on the receipt.",
    act: "Nothing to do: the receipt is printed without, and refunds find the sale by its number.",
    ...OTHER_WAY,
  },
  "receipt-code-signature": {
    happened: "The receipt's code is not what the register signed: it was altered.",
    act: "Do not refund from this code; find the sale by its receipt number.",
    ...OTHER_WAY,
  },
} satisfies Record<ScanRefusal, RefusalMeaning>);
