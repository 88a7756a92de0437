/** What making a fiscal archive can refuse, at the till, at HQ and on the command line. */
import { defineRefusals } from "./define.ts";

export const fiscalRefusals = defineRefusals({
  "fiscal-span-invalid": {
    happened: "These are no two days, or the second lies before the first.",
    act: "Choose the first and the last day again. Nothing was written.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "fiscal-nothing": {
    happened: "Nothing was done in these days, so there is nothing to put into the archive.",
    act: "Choose other days. Nothing was written.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "fiscal-running": {
    happened: "An archive is being made at this till already.",
    act: "Wait until it is done; selling goes on meanwhile.",
    retry: "later",
    dataAtRisk: false,
  },
  "fiscal-in-training": {
    happened: "This till is in training, and training is no part of the record.",
    act: "End the training and ask for the archive again.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "fiscal-stopped": {
    happened: "The till was closed before the archive was finished.",
    act: "Ask for the archive again; the records are whole.",
    retry: "now",
    dataAtRisk: false,
  },
  "fiscal-folder-unwritable": {
    happened: "The archive could not be written: the folder is missing, closed or full.",
    act: "Make room or choose another folder, and try again. The records themselves are safe.",
    retry: "after-change",
    dataAtRisk: false,
  },
});
export type FiscalRefusalCode = keyof typeof fiscalRefusals;
