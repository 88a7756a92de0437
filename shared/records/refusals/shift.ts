/** Refusals of the drawer and the day: opening, moving cash, counting, closing. */
import { defineRefusals } from "./define.ts";

const CHANGE = { retry: "after-change", dataAtRisk: false } as const;

export const shiftRefusals = defineRefusals({
  "shift-closed": {
    happened: "No shift is open.",
    act: "Count the float and open the shift.",
    ...CHANGE,
  },
  "count-missing": {
    happened: "The drawer has not been counted.",
    act: "Count the drawer before closing.",
    ...CHANGE,
  },
  "count-malformed": {
    happened: "The count has a number that cannot be.",
    act: "Count again; each field is a number of coins or notes.",
    ...CHANGE,
  },
  "difference-needs-reason": {
    happened: "The count differs by more than the limit.",
    act: "Count again, or choose a reason for the difference.",
    ...CHANGE,
  },
  "movement-invalid": {
    happened: "The amount or direction does not fit this movement of cash.",
    act: "Check the amount and the kind of movement.",
    ...CHANGE,
  },
  "drawer-same-person": {
    happened: "This person has the drawer already.",
    act: "Choose who takes it over.",
    ...CHANGE,
  },
  "drawer-short": {
    happened: "There is less in the drawer than should be taken out.",
    act: "Check the amount.",
    ...CHANGE,
  },
  "drawer-of-another": {
    happened: "This drawer belongs to somebody else.",
    act: "Hand the drawer over by count, or take another tender than cash.",
    ...CHANGE,
  },
  "bag-number-missing": {
    happened: "The bag has no number.",
    act: "Type the number that is printed on the bag.",
    ...CHANGE,
  },
  "bag-number-used": {
    happened: "A bag with this number is here or on its way.",
    act: "Look at the number on the bag again.",
    ...CHANGE,
  },
  "bag-unknown": {
    happened: "This bag is not known here.",
    act: "Look at the list again; another till may have answered for it.",
    ...CHANGE,
  },
  "bag-moved-on": {
    happened: "This bag cannot take that step any more.",
    act: "Look where it stands now; nothing was changed.",
    ...CHANGE,
  },
  "movement-unknown": {
    happened: "This slip is not kept here any more.",
    act: "Look into the day's list at head office.",
    ...CHANGE,
  },
});
