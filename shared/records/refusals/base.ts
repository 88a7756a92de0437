/** Refusals of what every layer stands on: ids, clocks, canonical text, sealed bytes. */
import type { CanonicalRefusal } from "../../base/canonical.ts";
import { defineRefusals, type RefusalMeaning } from "./define.ts";

type BaseRefusal = CanonicalRefusal | "id-malformed" | "clock-malformed" | "seal-broken";

const FROM_ELSEWHERE = { retry: "never", dataAtRisk: false } as const;

export const baseRefusals = defineRefusals({
  "id-malformed": {
    happened: "The text is not an id of this product.",
    act: "Open the thing again from its list.",
    ...FROM_ELSEWHERE,
  },
  "clock-malformed": {
    happened: "The time stamp that came with the data cannot be read.",
    act: "Nothing to do here; the sender's software has to be looked at.",
    ...FROM_ELSEWHERE,
  },
  "canonical-number": {
    happened: "The data holds a number that is not a whole one, or too large.",
    act: "Nothing to do here; the sender's software has to be looked at.",
    ...FROM_ELSEWHERE,
  },
  "canonical-value": {
    happened: "The data holds something that cannot be written down.",
    act: "Nothing to do here; the sender's software has to be looked at.",
    ...FROM_ELSEWHERE,
  },
  "canonical-depth": {
    happened: "The data is nested too deep.",
    act: "Nothing to do here; the sender's software has to be looked at.",
    ...FROM_ELSEWHERE,
  },
  "seal-broken": {
    happened: "The protected data cannot be opened: another key, or it was altered.",
    act: "Go on without it and tell the manager; the server may still have it.",
    retry: "later",
    dataAtRisk: true,
  },
} satisfies Record<BaseRefusal, RefusalMeaning>);
