// Refusals while a shop is set up and while products come out of a file; see shared/hq-api/setup.ts.
import { defineRefusals } from "./define.ts";

const CHANGE = { retry: "after-change", dataAtRisk: false } as const;

/** What setting up a first shop and bringing products in from a file refuse. */
export const setupRefusals = defineRefusals({
  "setup-owner-exists": {
    happened: "This shop has an owner already.",
    act: "Sign in with the owner's name and PIN to go on where you stopped.",
    retry: "never",
    dataAtRisk: false,
  },
  "setup-not-from-till": {
    happened: "A first shop is set up at one of its own tills.",
    act: "Open the console at the till and begin there.",
    ...CHANGE,
  },
  "setup-name-taken": {
    happened: "Somebody of this name is here already.",
    act: "Add a letter of the family name, so that both can be told apart.",
    ...CHANGE,
  },
  "setup-not-ready": {
    happened: "The shop has no name, address and currency yet.",
    act: "Fill in that step first; everything else can wait.",
    ...CHANGE,
  },
  "setup-tax-in-use": {
    happened: "Products of this shop still have the tax rate that was taken away.",
    act: "Give these products another rate first, or leave the rate in the list.",
    ...CHANGE,
  },
  "setup-tax-twice": {
    happened: "Two tax rates have the same letter.",
    act: "Give each rate a letter of its own: it stands beside the line on the receipt.",
    ...CHANGE,
  },
  "import-unknown": {
    happened: "This file is not known here any more.",
    act: "Choose the file again. Nothing was changed.",
    ...CHANGE,
  },
  "import-too-large": {
    happened: "The file is larger than 8 MB.",
    act: "Save the sheet with the products alone, without pictures, or in two files.",
    ...CHANGE,
  },
  "import-too-many-rows": {
    happened: "The file has more than 20,000 rows or 200 columns.",
    act: "Save it in several files and bring in one after the other.",
    ...CHANGE,
  },
  "import-not-a-table": {
    happened: "This is not a table of products that can be read.",
    act: "Save it in your spreadsheet as CSV (UTF-8) or as XLSX, with headings in the first row.",
    ...CHANGE,
  },
  "import-not-text": {
    happened: "The letters of this file cannot be read.",
    act: "Save it in your spreadsheet as CSV UTF-8 and choose it again.",
    ...CHANGE,
  },
  "import-hostile": {
    happened: "This file is built in a way that no spreadsheet builds it, so it was not opened.",
    act: "Copy the rows into a new sheet, save that as XLSX and choose it.",
    ...CHANGE,
  },
  "import-not-mapped": {
    happened: "No column says what the products are called or what they cost.",
    act: "Choose the columns of name and price above the table.",
    ...CHANGE,
  },
  "import-busy": {
    happened: "This file is being brought in or taken back at this moment.",
    act: "Wait until the count has stopped, then look again.",
    retry: "later",
    dataAtRisk: false,
  },
});
