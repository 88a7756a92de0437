/**
 * What the sync server can refuse at start, at enrolment and when HQ writes, and what a person does
 * then. Answers to a till's messages are closed codes of the protocol. Nothing else belongs here.
 */
import { defineRefusals } from "./define.ts";

export const serverRefusals = defineRefusals({
  "server-database-in-use": {
    happened: "Another server already works on this database file.",
    act: "Use the server that is running, or stop it and start again.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "server-database-damaged": {
    happened: "The server's database file cannot be read.",
    act: "Do not delete it. Restore the newest backup beside it; tills send again what is missing.",
    retry: "never",
    dataAtRisk: true,
  },
  "server-folder-unwritable": {
    happened: "The server cannot write to the folder of its database.",
    act: "Check that the folder exists and that the server's user may write there, then start again.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "server-sqlite-version": {
    happened: "This build carries a version of SQLite that can lose writes.",
    act: "Start the server with the Node version that Keepshop brings.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "server-database-unreachable": {
    happened: "The PostgreSQL server cannot be reached or does not let this server in.",
    act: "Check the address, the password and that PostgreSQL is running, then start again.",
    retry: "later",
    dataAtRisk: false,
  },
  "server-commit-not-durable": {
    happened: "PostgreSQL is set to answer before a commit is safe on its disk.",
    act: "Set synchronous_commit to on (or remote_apply with a standby), then start again.",
    retry: "after-change",
    dataAtRisk: true,
  },
  "server-retention": {
    happened: "The retention is not a whole number of days from 36 to 36,500.",
    act: "Correct KEEPSHOP_RETENTION_DAYS, or leave it out for 90 days, then start again.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "server-port-taken": {
    happened: "Another program already listens on the server's port.",
    act: "Stop the other program, or start with another port.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "enrol-code-unknown": {
    happened: "This enrolment code is not known, was used already, or is older than ten minutes.",
    act: "Ask for a new code in the HQ screen under Tills, and type it within ten minutes.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "enrol-malformed": {
    happened: "The enrolment request is not complete.",
    act: "Update the till's app and enrol again.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "row-malformed": {
    happened: "A row does not have the form its table asks for.",
    act: "Correct the field named and save again. Nothing was changed.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "quick-keys-unknown": {
    happened: "A quick key leads to something this shop does not have.",
    act: "Take that key away or choose its goods, category or till anew, and save again.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "quick-keys-in-training": {
    happened: "This till is in training, and quick keys count for every till of the shop.",
    act: "End the training and save again. What you made is still on the screen.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "server-master-key": {
    happened: "The key that guards clients' data is not 64 hexadecimal digits.",
    act: "Give the server the key it had before; without it clients' entries cannot be read.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "price-book-unknown": {
    happened: "There is no such price book.",
    act: "Choose one of the price books in the list.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "request-reused": {
    happened: "This request has already set something else.",
    act: "Open the screen again and look at what is in force; then set it anew. Nothing was changed.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "malformed-entry": {
    happened: "The server could not read what this till sent.",
    act: "It is kept on this till and on the server as it came. Tell head office; go on selling.",
    retry: "never",
    dataAtRisk: false,
  },
  "offer-unknown": {
    happened: "There is no such offer.",
    act: "Look at the list of offers again; someone may have removed it.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "offer-outside-rail": {
    happened: "The offer takes off more than the limit set for it.",
    act: "Lower the discount, or have HQ change the limit first.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "pairing-unknown": {
    happened: "This code was used already, is too old, or was never shown.",
    act: "Have a new code shown at the till under Settings, Phones, and scan that.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "phone-unknown": {
    happened: "This phone may not approve any more.",
    act: "Pair it again at the till under Settings, Phones, or delete what it holds.",
    retry: "after-change",
    dataAtRisk: false,
  },
});

export type ServerRefusalCode = keyof typeof serverRefusals;
