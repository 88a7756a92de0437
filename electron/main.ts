// The entry of the desktop program, and nothing else: shell.ts puts it together.
import electron from "electron";
import { startShell } from "./shell.ts";

await startShell(electron, {
  bundles: import.meta.dirname,
  platform: process.platform,
  environment: process.env,
  nowMs: Date.now,
  updateLibrary: async () => (await import("electron-updater")).default.autoUpdater,
});
