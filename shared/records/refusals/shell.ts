// The refusals of the desktop shell; what they stop is in electron/secrets.ts and electron/updater.ts.
import { defineRefusals } from "./define.ts";

/** What the desktop shell refuses: keeping secrets on an open disk, and updating at the wrong time. */
export const shellRefusals = defineRefusals({
  "secrets-unprotected": {
    happened: "This computer offers no protected place for the till's keys.",
    act: "Set up the system's keyring, or have the owner accept in writing that the keys lie open.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "secrets-unreadable": {
    happened: "The till's keys cannot be read with this user's keyring.",
    act: "Sign in as the till's own system user, or enrol this till again. Sales stay on this disk.",
    retry: "after-change",
    dataAtRisk: false,
  },
  "update-shift-open": {
    happened: "An update is ready, but the shift is open.",
    act: "Go on selling. The update installs after the shift is closed.",
    retry: "later",
    dataAtRisk: false,
  },
  "update-busy": {
    happened: "An update is ready, but the till is in use.",
    act: "Go on. The update installs when nobody has touched the till for a while.",
    retry: "later",
    dataAtRisk: false,
  },
  "update-unsent": {
    happened: "An update is ready, but some sales have not reached the server yet.",
    act: "Leave the till connected until everything is sent; then the update installs.",
    retry: "later",
    dataAtRisk: false,
  },
  "update-not-newer": {
    happened: "The offered version is not newer than the one that runs.",
    act: "Nothing to do. Keepshop never goes back to an older version by itself.",
    retry: "never",
    dataAtRisk: false,
  },
});
