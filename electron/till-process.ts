// The till as a process of its own: forked with next to no environment, started again when it dies,
// each page joined to it by a port. What runs inside is till-host.ts; business data never passes here.
//
//   starting -> running -> (crash) waiting -> starting ...
//                 |            |
//              stopping     given up: too many crashes in a minute
import type { UtilityProcess, WebContents } from "electron";
import type { TillMoment } from "#till/moment.ts";
import { TILL_NODE_FLAGS } from "#till/node-flags.ts";
import type { WaitingUpdate } from "#till/updating.ts";
import type { Electron } from "./hardening.ts";

/** Carries the port to the preload, which hands it to the page under the same word. */
const PORT_CHANNEL = "keepshop-till-port";

const CRASHES_MAX = 5;
const CRASH_WINDOW_MS = 60_000;
const RESTART_MS = [0, 500, 1_000, 2_000, 5_000];
const STOP_LIMIT_MS = 2_000;
const MOMENT_LIMIT_MS = 5_000;

/** What a till may know of its surroundings. Never NODE_OPTIONS, proxies or tokens of other programs. */
const ENVIRONMENT = [
  "HOME",
  "LANG",
  "LC_ALL",
  "LOCALAPPDATA",
  "PATH",
  "SYSTEMROOT",
  "TEMP",
  "TMPDIR",
  "TZ",
  "USERPROFILE",
];

/** Whose page it is; what it may do follows from it in the till's process. */
export type PageRole = "counter" | "display";

/** What the shell says to the till's process; till-host.ts listens. */
export type HostMessage =
  | {
      readonly kind: "open";
      readonly dataFolder: string;
      readonly server: EnrolmentServer | undefined;
      readonly secrets: Secrets;
    }
  | { readonly kind: "port"; readonly role: PageRole }
  /** How still does the till stand? Answered with the same number. */
  | { readonly kind: "moment"; readonly asked: number }
  /** What waits to be installed and why it is not, for the screens; nothing when nothing waits. */
  | { readonly kind: "update"; readonly waiting: WaitingUpdate | undefined }
  | { readonly kind: "stop" };

/** What the till's process says to the shell. */
export type ShellMessage =
  | { readonly kind: "moment"; readonly asked: number; readonly moment: TillMoment }
  | { readonly kind: "secret"; readonly name: string; readonly value: string }
  | { readonly kind: "failed"; readonly sentence: string };

/** Where a new till enrols, with its one-use code; an enrolled till knows its server. */
export interface EnrolmentServer {
  readonly url: string;
  readonly enrolmentCode: string;
}

export type Secrets = Readonly<Record<string, string>>;

export interface TillProcess {
  /** Joins a page to the till, now and again after each restart of the till. */
  readonly join: (contents: WebContents, role: PageRole) => void;
  /** How still the till stands; nothing when it does not say within five seconds. */
  readonly moment: () => Promise<TillMoment | undefined>;
  /** Tells the till's screens of an update that waits. */
  readonly tellUpdate: (waiting: WaitingUpdate | undefined) => void;
  /** Ends the till: asks first, insists after two seconds. */
  readonly stop: () => Promise<void>;
  /** Starts it again after `stop`, and joins the open pages anew. */
  readonly resume: () => void;
  /** Whether it was stopped and its process is gone. */
  readonly hasEnded: () => boolean;
}

export interface TillProcessOptions {
  /** The bundle of till-host.ts. */
  readonly modulePath: string;
  readonly dataFolder: string;
  readonly server: EnrolmentServer | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Asked at each start, so that a restarted till gets what its forerunner stored. */
  readonly readSecrets: () => Promise<Secrets>;
  readonly onMessage: (message: Exclude<ShellMessage, { readonly kind: "moment" }>) => void;
  /** The till died too often to be started again. */
  readonly onGivenUp: () => void;
  readonly nowMs: () => number;
}

/** Starts the till's process and keeps it running until `stop`. */
export function startTill(electron: Electron, options: TillProcessOptions): TillProcess {
  const pages = new Map<WebContents, PageRole>();
  let crashes: number[] = [];
  let child: UtilityProcess | undefined;
  let isStopping = false;
  const moments = openQuestions<TillMoment>(MOMENT_LIMIT_MS);

  const start = async (): Promise<void> => {
    const secrets = await options.readSecrets();
    if (isStopping) return;
    child = forkTill(electron, options);
    const { dataFolder, server } = options;
    say(child, { kind: "open", dataFolder, server, secrets });
    child.on("message", (message: ShellMessage) => {
      if (message.kind === "moment") moments.answer(message.asked, message.moment);
      else options.onMessage(message);
    });
    child.once("exit", () => afterExit());
    for (const [contents, role] of pages) joinPage(electron, child, { contents, role });
  };
  const afterExit = (): void => {
    child = undefined;
    if (isStopping) return;
    crashes = [...crashes, options.nowMs()].filter((at) => at > options.nowMs() - CRASH_WINDOW_MS);
    if (crashes.length > CRASHES_MAX) options.onGivenUp();
    else setTimeout(() => void start(), RESTART_MS[crashes.length - 1] ?? 0);
  };

  void start();
  return {
    join: (contents, role) => {
      if (!pages.has(contents)) contents.once("destroyed", () => pages.delete(contents));
      pages.set(contents, role);
      if (child !== undefined) joinPage(electron, child, { contents, role });
    },
    moment: () => {
      const running = child;
      if (running === undefined) return Promise.resolve(undefined);
      return moments.ask((asked) => say(running, { kind: "moment", asked }));
    },
    tellUpdate: (waiting) => {
      if (child !== undefined) say(child, { kind: "update", waiting });
    },
    stop: async () => {
      isStopping = true;
      if (child !== undefined) await endChild(child);
    },
    resume: () => {
      if (!isStopping || child !== undefined) return;
      isStopping = false;
      void start();
    },
    hasEnded: () => isStopping && child === undefined,
  };
}

/** Questions by number; one that is not answered in time, as when the till dies, is answered by nothing. */
function openQuestions<Answer>(limitMs: number) {
  const open = new Map<number, (answer: Answer | undefined) => void>();
  let count = 0;
  const answer = (asked: number, given: Answer | undefined): void => {
    open.get(asked)?.(given);
    open.delete(asked);
  };
  return {
    answer,
    ask: (put: (asked: number) => void): Promise<Answer | undefined> => {
      count += 1;
      const asked = count;
      return new Promise((resolve) => {
        const timer = setTimeout(() => answer(asked, undefined), limitMs);
        open.set(asked, (given) => {
          clearTimeout(timer);
          resolve(given);
        });
        put(asked);
      });
    },
  };
}

/** The few variables that are handed on. */
export function minimalEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && ENVIRONMENT.includes(entry[0].toUpperCase()),
    ),
  );
}

function forkTill({ utilityProcess }: Electron, options: TillProcessOptions): UtilityProcess {
  return utilityProcess.fork(options.modulePath, [], {
    serviceName: "Keepshop till",
    env: minimalEnvironment(options.environment),
    execArgv: [...TILL_NODE_FLAGS],
    stdio: "inherit",
  });
}

function joinPage(
  electron: Electron,
  child: UtilityProcess,
  { contents, role }: { readonly contents: WebContents; readonly role: PageRole },
): void {
  if (contents.isDestroyed()) return;
  const { port1, port2 } = new electron.MessageChannelMain();
  child.postMessage({ kind: "port", role } satisfies HostMessage, [port1]);
  contents.postMessage(PORT_CHANNEL, null, [port2]);
}

function say(child: UtilityProcess, message: HostMessage): void {
  child.postMessage(message);
}

function endChild(child: UtilityProcess): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill(), STOP_LIMIT_MS);
    child.once("exit", () => {
      clearTimeout(timer);
      resolve();
    });
    say(child, { kind: "stop" });
  });
}
