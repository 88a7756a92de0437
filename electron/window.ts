// The console's window: what its page is allowed to be. What no page may do is in hardening.ts.
import type { BrowserWindow, WebPreferences } from "electron";
import type { Electron } from "./hardening.ts";
import { CONSOLE_URL } from "./pages.ts";

/** The preferences of every Keepshop page: isolated, sandboxed, without Node and without add-ons. */
export function webPreferences(about: {
  readonly preload: string;
  readonly isPackaged: boolean;
}): WebPreferences {
  return {
    preload: about.preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: !about.isPackaged,
  };
}

/**
 * Opens the console. `onPage` is called each time its page is ready to be given a till: at the first
 * load and after each reload.
 */
export function openConsole(
  electron: Electron,
  about: { readonly preload: string; readonly onPage: (window: BrowserWindow) => void },
): BrowserWindow {
  const window = new electron.BrowserWindow({
    title: "Keepshop",
    width: 1280,
    height: 800,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    webPreferences: webPreferences({ ...about, isPackaged: electron.app.isPackaged }),
  });
  window.removeMenu();
  window.once("ready-to-show", () => window.show());
  window.webContents.on("dom-ready", () => about.onPage(window));
  // A page that dies takes nothing with it: the till is another process, and the basket is its own.
  window.webContents.on("render-process-gone", () => window.webContents.reload());
  void window.loadURL(CONSOLE_URL);
  return window;
}
