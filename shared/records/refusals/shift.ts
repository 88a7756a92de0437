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
  "drawer-short": {
    happened: "There is less in the drawer than should be taken out.",
    act: "Check the amount.",
    ...CHANGE,
  },
});
