// All that the page gets from the desktop: the till's port. No ipcRenderer, no function, no global.
import { ipcRenderer } from "electron";

// The same word is said by till-process.ts; a sandboxed preload can import no second file.
ipcRenderer.on("keepshop:till-port", (event) => {
  window.postMessage("keepshop:till-port", location.origin, [...event.ports]);
});
