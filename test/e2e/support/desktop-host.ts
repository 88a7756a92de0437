// The till's process of the desktop without Electron: electron/till-host.ts itself in a thread, with the
// members of a utility process' `parentPort` and of a MessagePortMain over those of Node.
import { type MessagePort, parentPort as thread } from "node:worker_threads";
import type { HostMessage, ShellMessage } from "../../../electron/till-process.ts";

/** What the test sends for the shell: the message, and the port it hands on. */
export interface FromShell {
  readonly data: HostMessage;
  readonly port?: MessagePort;
}

type Listener = (event: { readonly data: unknown; readonly ports: readonly unknown[] }) => void;

const shell = {
  on: (_event: "message", listener: Listener) => {
    thread?.on("message", ({ data, port }: FromShell) =>
      listener({ data, ports: port === undefined ? [] : [portMain(port)] }),
    );
  },
  postMessage: (message: ShellMessage) => thread?.postMessage(message),
};

/** Events arrive as objects with `data`, and only after `start`, as Electron's port has it. */
function portMain(port: MessagePort) {
  const heard: Listener[] = [];
  return {
    on: (event: "message" | "close", listener: Listener) => {
      if (event === "message") heard.push(listener);
      else port.on("close", () => listener({ data: undefined, ports: [] }));
    },
    start: () => {
      port.on("message", (data: unknown) => {
        for (const listener of heard) listener({ data, ports: [] });
      });
    },
    postMessage: (message: unknown) => port.postMessage(message),
    close: () => port.close(),
  };
}

Object.assign(process, { parentPort: shell });
await import("../../../electron/till-host.ts");
