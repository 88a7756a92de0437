// The windows: the console's, and the customer's on a second screen; what their pages are allowed to be.
// What no page may do is in hardening.ts.
import type { BrowserWindow, Rectangle, WebPreferences } from "electron";
import type { Electron } from "./hardening.ts";
import { CONSOLE_URL, DISPLAY_URL } from "./pages.ts";

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
  load(window, CONSOLE_URL, about.onPage);
  return window;
}

/**
 * Opens what the customer sees, full screen on the screen with these bounds. `onPage` as for the
 * console; the port that its page is given shows and cannot act.
 */
export function openDisplay(
  electron: Electron,
  about: {
    readonly preload: string;
    readonly bounds: Rectangle;
    readonly onPage: (window: BrowserWindow) => void;
  },
): BrowserWindow {
  const window = new electron.BrowserWindow({
    title: "Keepshop",
    ...about.bounds,
    fullscreen: true,
    focusable: false,
    skipTaskbar: true,
    show: false,
    webPreferences: webPreferences({ ...about, isPackaged: electron.app.isPackaged }),
  });
  load(window, DISPLAY_URL, about.onPage);
  return window;
}

function load(window: BrowserWindow, url: string, onPage: (window: BrowserWindow) => void): void {
  window.removeMenu();
  window.once("ready-to-show", () => window.show());
  window.webContents.on("dom-ready", () => onPage(window));
  // A page that dies takes nothing with it: the till is another process, and the basket is its own.
  window.webContents.on("render-process-gone", () => window.webContents.reload());
  void window.loadURL(url);
}
