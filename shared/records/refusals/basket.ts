/** Refusals of the basket before payment: lines, quantities, discounts by hand, restricted goods. */
import { defineRefusals } from "./define.ts";

const CHANGE = { retry: "after-change", dataAtRisk: false } as const;

export const basketRefusals = defineRefusals({
  "too-many-lines": {
    happened: "The basket has more lines than one sale can hold.",
    act: "Finish this sale and ring up the rest as a second one.",
    ...CHANGE,
  },
  "basket-malformed": {
    happened: "The basket cannot be read: a part of it is missing or doubled.",
    act: "Start a new basket and scan the goods again.",
    ...CHANGE,
  },
  "setting-missing": {
    happened: "A setting of this store is missing on this till.",
    act: "Wait until the till has been connected; tell HQ which setting it is.",
    retry: "later",
    dataAtRisk: false,
  },
  "tax-category-unknown": {
    happened: "It is not set which taxes this product carries here.",
    act: "Sell it under a department, and tell HQ which product it is.",
    retry: "later",
    dataAtRisk: false,
  },
  "price-missing": {
    happened: "The product has no price in this store's price books.",
    act: "Type a price with a reason, or sell it under a department.",
    ...CHANGE,
  },
  "quantity-invalid": {
    happened: "The quantity is not above zero.",
    act: "Type a quantity of at least one, or remove the line.",
    ...CHANGE,
  },
  "quantity-not-whole": {
    happened: "This product is sold in whole pieces.",
    act: "Type a whole number of pieces.",
    ...CHANGE,
  },
  "quantity-one-only": {
    happened: "A line about one card or one basket set aside stands once.",
    act: "Add it once more as a line of its own, with its own number and amount.",
    ...CHANGE,
  },
  "product-blocked": {
    happened: "The product must not be sold: it was recalled or its sale was stopped.",
    act: "Put the goods aside and tell the manager.",
    retry: "never",
    dataAtRisk: false,
  },
  "unit-unknown": {
    happened: "The product is not sold in that unit.",
    act: "Choose one of the product's units.",
    ...CHANGE,
  },
  "price-needed": {
    happened: "This product has no price of its own.",
    act: "Type the price of one unit.",
    ...CHANGE,
  },
  "reference-needed": {
    happened: "It is not said which card or order this line is for.",
    act: "Scan or type the number of the card or the order.",
    ...CHANGE,
  },
  "serial-needed": {
    happened: "A serial number is missing for this product.",
    act: "Scan the serial number of each piece.",
    ...CHANGE,
  },
  "serial-duplicate": {
    happened: "The serial number is in the basket already.",
    act: "Scan the other piece.",
    ...CHANGE,
  },
  "coupon-there": {
    happened: "The code is in the basket already.",
    act: "Nothing to do; it counts once.",
    retry: "never",
    dataAtRisk: false,
  },
  "coupon-malformed": {
    happened: "The code is empty or far too long.",
    act: "Scan or type the code again.",
    ...CHANGE,
  },
  "discount-invalid": {
    happened: "The discount or price is not possible for this line.",
    act: "Type a percentage from 0.01 to 100, or an amount up to the price.",
    ...CHANGE,
  },
  "needs-approval": {
    happened: "This is above what you may do alone.",
    act: "Ask someone who may approve it to enter their PIN here.",
    ...CHANGE,
  },
  "staff-buyer-is-cashier": {
    happened: "Staff may not ring up their own purchase.",
    act: "Let a colleague sign in and ring it up.",
    ...CHANGE,
  },
  "staff-limit-reached": {
    happened: "The yearly limit of staff purchases is used up.",
    act: "Take the staff purchase off; the goods can be bought at the normal price.",
    ...CHANGE,
  },
  "restriction-open": {
    happened: "The age check for this product has not been answered.",
    act: "Check the customer's age and answer the question.",
    ...CHANGE,
  },
  "restriction-refused": {
    happened: "The customer may not buy this product.",
    act: "Remove the product from the basket.",
    ...CHANGE,
  },
  "restriction-hours": {
    happened: "This product may not be sold at this hour.",
    act: "Remove the product from the basket.",
    retry: "later",
    dataAtRisk: false,
  },
  "restriction-quantity": {
    happened: "More of this product than one customer may buy.",
    act: "Lower the quantity.",
    ...CHANGE,
  },
  "restriction-cashier": {
    happened: "You are not allowed to sell this product.",
    act: "Ask a colleague who may sell it to sign in.",
    ...CHANGE,
  },
  "exemption-needs-certificate": {
    happened: "A tax exemption needs the number of its certificate.",
    act: "Type the certificate's number.",
    ...CHANGE,
  },
});
