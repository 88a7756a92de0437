// All that the page gets from the desktop: the till's port, and the fact that there is a desktop. No
// ipcRenderer, no function, nothing that answers.
import { contextBridge, ipcRenderer } from "electron";

// Said here too, and not imported: the module that holds it would bring its schemas along.
const PORT_MESSAGE = "keepshop-till-port";

contextBridge.exposeInMainWorld("keepshop", { desktop: true });
ipcRenderer.on(PORT_MESSAGE, (event) => {
  window.postMessage(PORT_MESSAGE, location.origin, [...event.ports]);
});
