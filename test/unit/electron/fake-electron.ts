// A strict stand-in for Electron: it knows only the members listed here, so a shell that reaches for
// anything else fails, and it throws when something happens that nobody handles. It is no model of
// Electron's behaviour; what the real one does is proved by `--smoke` on a machine that has it.
import type { Electron } from "../../../electron/hardening.ts";

type Listener = (...args: never[]) => unknown;

export interface FakeEmitter {
  readonly on: (name: string, listener: Listener) => unknown;
  readonly once: (name: string, listener: Listener) => unknown;
  /** Calls the listeners; throws when there are none, which is what "left unset" means. */
  readonly fire: (name: string, ...args: readonly unknown[]) => void;
}

export interface FakeEvent {
  isPrevented: boolean;
  readonly preventDefault: () => void;
}

export type FakeContents = ReturnType<typeof makeContents>;
export type FakeChild = ReturnType<typeof makeChild>;

export interface FakeOptions {
  readonly switches?: readonly string[];
  readonly switchValues?: Readonly<Record<string, string>>;
  readonly hasLock?: boolean;
  readonly isPackaged?: boolean;
  readonly keyring?: "gnome_libsecret" | "basic_text";
  readonly userData?: string;
  /** Screens beside the console's. */
  readonly moreScreens?: number;
}

export type FakeElectron = ReturnType<typeof makeElectron>;

/** An object that throws on every member it was not given, to read, and to write but for `settable`. */
export function strict<Members extends object>(
  name: string,
  members: Members,
  settable: readonly (keyof Members)[] = [],
): Members {
  return new Proxy(members, {
    get(target, key) {
      if (key in target || typeof key === "symbol" || key === "then")
        return Reflect.get(target, key);
      throw new Error(`the shell used ${name}.${key}, which this fake does not know`);
    },
    set(target, key, value) {
      if (settable.includes(key as keyof Members)) return Reflect.set(target, key, value);
      throw new Error(`the shell set ${name}.${String(key)}, which nothing asks for`);
    },
  });
}

export function makeEvent(): FakeEvent {
  const event: FakeEvent = {
    isPrevented: false,
    preventDefault: () => {
      event.isPrevented = true;
    },
  };
  return event;
}

/** The fake, and in `seen` what the shell did with it. */
export function makeElectron(options: FakeOptions = {}) {
  const seen = {
    calls: [] as string[],
    schemes: [] as unknown[],
    windows: [] as ReturnType<typeof makeWindow>[],
    children: [] as FakeChild[],
    forks: [] as {
      modulePath: string;
      args: readonly string[];
      options: Record<string, unknown>;
    }[],
    opened: [] as string[],
    errors: [] as string[],
    exits: [] as number[],
    serve: undefined as ((request: Request) => Response) | undefined,
  };
  const app = makeApp(options, seen);
  const session = makeSession();
  const screen = makeScreen(options.moreScreens ?? 0);
  const electron = strict("electron", {
    app: app.face,
    session: strict("session", { defaultSession: session.face }),
    protocol: strict("protocol", {
      registerSchemesAsPrivileged: (schemes: unknown[]) => {
        seen.calls.push("registerSchemes");
        seen.schemes.push(...schemes);
      },
      handle: (_scheme: string, serve: (request: Request) => Response) => {
        seen.serve = serve;
      },
    }),
    screen: screen.face,
    shell: strict("shell", { openExternal: async (url: string) => void seen.opened.push(url) }),
    dialog: strict("dialog", {
      showErrorBox: (title: string, text: string) => void seen.errors.push(`${title}: ${text}`),
    }),
    safeStorage: makeSafeStorage(options),
    utilityProcess: strict("utilityProcess", {
      fork: (modulePath: string, args: string[], forkOptions: Record<string, unknown>) => {
        const child = makeChild();
        seen.forks.push({ modulePath, args, options: forkOptions });
        seen.children.push(child);
        return child.face;
      },
    }),
    MessageChannelMain: class {
      port1 = "port of the till";
      port2 = "port of the page";
    },
    BrowserWindow: class {
      constructor(windowOptions: Record<string, unknown>) {
        const window = makeWindow(windowOptions);
        seen.windows.push(window);
        app.fire("web-contents-created", makeEvent(), window.contents.face);
        // biome-ignore lint/correctness/noConstructorReturn: the strict face stands for the window
        return window.face;
      }
    },
  });
  return { electron: electron as unknown as Electron, app, session, screen, seen };
}

/** Screens side by side; `plug` adds one or takes one away. */
function makeScreen(more: number) {
  const emitter = makeEmitter("screen");
  let count = 1 + more;
  const display = (at: number) => ({
    id: at + 1,
    bounds: { x: at * 1280, y: 0, width: 1280, height: 800 },
  });
  const face = strict("screen", {
    on: emitter.on,
    getPrimaryDisplay: () => display(0),
    getAllDisplays: () => Array.from({ length: count }, (_, at) => display(at)),
  });
  const plug = (by: 1 | -1): void => {
    count += by;
    emitter.fire(by === 1 ? "display-added" : "display-removed");
  };
  return { face, plug };
}

export function makeContents() {
  const emitter = makeEmitter("webContents");
  const posted: { channel: string; ports: readonly unknown[] }[] = [];
  const handlers: { open: ((details: { url: string }) => unknown) | undefined } = {
    open: undefined,
  };
  let reloads = 0;
  const face = strict("webContents", {
    on: emitter.on,
    once: emitter.once,
    setWindowOpenHandler: (open: (details: { url: string }) => unknown) => {
      handlers.open = open;
    },
    isDestroyed: () => false,
    postMessage: (channel: string, _message: unknown, ports: readonly unknown[]) =>
      void posted.push({ channel, ports }),
    reload: () => {
      reloads += 1;
    },
  });
  return { face, fire: emitter.fire, posted, handlers, reloads: () => reloads };
}

function makeWindow(options: Record<string, unknown>) {
  const emitter = makeEmitter("BrowserWindow");
  const contents = makeContents();
  const loaded: string[] = [];
  const face = strict("BrowserWindow", {
    once: emitter.once,
    destroy: () => emitter.fire("closed"),
    webContents: contents.face,
    loadURL: async (url: string) => void loaded.push(url),
    removeMenu: () => undefined,
    show: () => undefined,
    isMinimized: () => false,
    focus: () => undefined,
  });
  return { face, fire: emitter.fire, contents, loaded, options };
}

function makeChild() {
  const emitter = makeEmitter("utilityProcess");
  const received: { message: { kind: string }; ports: readonly unknown[] }[] = [];
  let kills = 0;
  const face = strict("child", {
    on: emitter.on,
    once: emitter.once,
    postMessage: (message: { kind: string }, ports: readonly unknown[] = []) =>
      void received.push({ message, ports }),
    kill: () => {
      kills += 1;
      return true;
    },
  });
  return { face, fire: emitter.fire, received, kills: () => kills };
}

function makeApp(options: FakeOptions, seen: { calls: string[]; exits: number[] }) {
  const emitter = makeEmitter("app");
  const face = strict("app", {
    on: emitter.on,
    isPackaged: options.isPackaged ?? true,
    commandLine: strict("commandLine", {
      hasSwitch: (name: string) => options.switches?.includes(name) ?? false,
      getSwitchValue: (name: string) => options.switchValues?.[name] ?? "",
    }),
    requestSingleInstanceLock: () => options.hasLock ?? true,
    enableSandbox: () => void seen.calls.push("enableSandbox"),
    whenReady: async () => void seen.calls.push("whenReady"),
    getPath: () => options.userData ?? "unused",
    getVersion: () => "1.0.0",
    quit: () => void seen.calls.push("quit"),
    exit: (code: number) => void seen.exits.push(code),
  });
  return { face, fire: emitter.fire };
}

/** Every setter keeps its handler under the setter's name; asking for one never set throws. */
function makeSession() {
  const emitter = makeEmitter("session");
  const values = new Map<string, unknown>();
  const setters = [
    "setPermissionRequestHandler",
    "setPermissionCheckHandler",
    "setDevicePermissionHandler",
    "setBluetoothPairingHandler",
    "setDisplayMediaRequestHandler",
    "setUSBProtectedClassesHandler",
    "setSpellCheckerEnabled",
    "setSSLConfig",
  ];
  const face = strict("session", {
    on: emitter.on,
    ...Object.fromEntries(
      setters.map((name) => [name, (value: unknown) => void values.set(name, value)]),
    ),
  });
  const given = (name: string): unknown => {
    if (!values.has(name)) throw new Error(`${name} was left unset`);
    return values.get(name);
  };
  return { face, fire: emitter.fire, given };
}

function makeSafeStorage(options: FakeOptions) {
  return strict("safeStorage", {
    getSelectedStorageBackend: () => options.keyring ?? "gnome_libsecret",
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text: string) => Buffer.from(`sealed:${btoa(text)}`),
    decryptStringAsync: async (sealed: Buffer) => {
      const text = sealed.toString();
      if (!text.startsWith("sealed:")) throw new Error("not sealed by this keyring");
      return { result: atob(text.slice("sealed:".length)), shouldReEncrypt: false };
    },
  });
}

function makeEmitter(owner: string): FakeEmitter {
  const listeners = new Map<string, Listener[]>();
  const add = (name: string, listener: Listener): void =>
    void listeners.set(name, [...(listeners.get(name) ?? []), listener]);
  return {
    on: add,
    once: (name, listener) => {
      const first: Listener = (...args) => {
        const others = listeners.get(name) ?? [];
        listeners.set(
          name,
          others.filter((other) => other !== first),
        );
        return listener(...args);
      };
      add(name, first);
    },
    fire: (name, ...args) => {
      const found = listeners.get(name) ?? [];
      if (found.length === 0) throw new Error(`${owner}: nobody handles "${name}"`);
      for (const listener of found) listener(...(args as never[]));
    },
  };
}
