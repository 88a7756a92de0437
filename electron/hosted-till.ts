// The till's side of the desktop's channel: opens the till when told to, gives each port that arrives
// to whoever serves its role, keeps secrets by asking the shell. The shell's side is till-process.ts.
import type { MessagePortMain } from "electron";
import type { Refusal, Result } from "#shared/base/result.ts";
import type { TillMoment } from "#till/moment.ts";
import type { WaitingUpdate } from "#till/updating.ts";
import type { EnrolmentServer, HostMessage, Secrets, ShellMessage } from "./till-process.ts";

/** What there is of Electron in the till's process. */
export interface ShellPort {
  on(
    event: "message",
    listener: (message: { readonly data: HostMessage; readonly ports: MessagePortMain[] }) => void,
  ): unknown;
  postMessage(message: ShellMessage): void;
}

export interface SecretStore {
  readonly get: (name: string) => string | undefined;
  readonly set: (name: string, value: string) => void;
}

export interface OpenMessage {
  readonly dataDir: string;
  readonly server: EnrolmentServer | undefined;
  readonly secrets: SecretStore;
}

export interface HostedTillOptions<Till> {
  readonly open: (message: OpenMessage) => Promise<Result<Till>>;
  readonly close: (till: Till) => Promise<void>;
  /** How still the till stands, before the program under it is changed. */
  readonly moment: (till: Till) => TillMoment;
  /** Shows the update that waits, or that none does any more. */
  readonly tellUpdate: (till: Till, waiting: WaitingUpdate | undefined) => void;
  /** Serves the till-api on a port; a role that is not here is closed at once. */
  readonly serve: Readonly<Record<string, (till: Till, port: MessagePortMain) => void>>;
  /** What a refusal means, in a sentence that says what is safe to do. */
  readonly sentenceOf: (refusal: Refusal) => string;
  readonly exit: (code: number) => void;
}

/** Runs a till at the shell's command until it is told to stop. */
export function hostTill<Till>(shell: ShellPort, options: HostedTillOptions<Till>): void {
  let till: Promise<Till | undefined> = Promise.resolve(undefined);
  shell.on("message", ({ data, ports }) => {
    if (data.kind === "open") till = openFor(shell, options, data);
    else if (data.kind === "port") void till.then((open) => join(options, open, data.role, ports));
    else if (data.kind === "stop") void till.then((open) => stop(options, open));
    else void till.then((open) => update(shell, options, open, data));
  });
}

async function openFor<Till>(
  shell: ShellPort,
  { open, sentenceOf }: HostedTillOptions<Till>,
  message: Extract<HostMessage, { readonly kind: "open" }>,
): Promise<Till | undefined> {
  const opened = await open({
    dataDir: message.dataFolder,
    server: message.server,
    secrets: secretsOver(shell, message.secrets),
  });
  if (opened.ok) return opened.value;
  shell.postMessage({ kind: "failed", sentence: sentenceOf(opened.refusal) });
  return undefined;
}

function join<Till>(
  { serve }: HostedTillOptions<Till>,
  till: Till | undefined,
  role: string,
  ports: readonly MessagePortMain[],
): void {
  for (const port of ports) {
    const serveRole = serve[role];
    if (till === undefined || serveRole === undefined) {
      port.close();
      continue;
    }
    serveRole(till, port);
    port.start();
  }
}

/** A till that did not open says nothing, which nobody takes for a yes. */
function update<Till>(
  shell: ShellPort,
  { moment, tellUpdate }: HostedTillOptions<Till>,
  till: Till | undefined,
  asked: Extract<HostMessage, { readonly kind: "moment" | "update" }>,
): void {
  if (till === undefined) return;
  if (asked.kind === "update") tellUpdate(till, asked.waiting);
  else shell.postMessage({ kind: "moment", asked: asked.asked, moment: moment(till) });
}

async function stop<Till>(
  { close, exit }: HostedTillOptions<Till>,
  till: Till | undefined,
): Promise<void> {
  if (till !== undefined) await close(till);
  exit(0);
}

function secretsOver(shell: ShellPort, given: Secrets): SecretStore {
  const known = new Map(Object.entries(given));
  return {
    get: (name) => known.get(name),
    set: (name, value) => {
      known.set(name, value);
      shell.postMessage({ kind: "secret", name, value });
    },
  };
}
