/** The words of `npm start`, read and checked; a wrong one is a sentence, never a stack trace. */
import { parseArgs } from "node:util";
import { inRoot } from "../lib/root.ts";

export interface StartOptions {
  /** Forget the demo's data and seed anew. */
  readonly reset: boolean;
  /** Reset although a till holds acts that the server does not have. */
  readonly evenUnsent?: boolean;
  /** The server's port; the tills take the ones above it. 0: any free ports. */
  readonly port: number;
  readonly open: boolean;
  /** How many tills to start. */
  readonly tills: number;
  readonly data: string;
  /** A chain without anything in it: the console opens the guide of a first shop. */
  readonly empty: boolean;
  /** Kiosk in a browser even where Electron's binary is present. */
  readonly kiosk: boolean;
}

const PORT_DEFAULT = 4600;
const TILLS_MAX = 8;

const HELP = `npm start -- [options]
  --port N      port of the server; tills take the ports above it (default ${PORT_DEFAULT})
  --till N      number of tills to start (default 1, at most ${TILLS_MAX})
  --data DIR    where the data lies (default ./data)
  --reset       throw the data away first and seed the demo anew
  --empty       no demo: set up a shop of your own (data in ./data-own unless --data says otherwise)
  --even-unsent with --reset: also when a till holds sales that were never sent
  --no-open     do not open a browser
  --kiosk       use the browser even where Electron is present`;

/** The options, or the sentence to print: help, or what is wrong with them. */
export function readArguments(
  words: readonly string[],
  here: string,
): { readonly options: StartOptions } | { readonly say: string; readonly wrong: boolean } {
  let values: ReturnType<typeof parse>["values"];
  try {
    values = parse(words).values;
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return { say: `${what}\nNothing was started. The options are:\n${HELP}`, wrong: true };
  }
  if (values.help === true) return { say: HELP, wrong: false };
  const port = whole(values.port, 0, 65_000);
  const tills = whole(values.till, 1, TILLS_MAX);
  if (port === undefined)
    return wrong(`--port takes a number from 0 to 65000, not "${values.port}".`);
  if (tills === undefined)
    return wrong(`--till takes a number from 1 to ${TILLS_MAX}, not "${values.till}".`);
  const data =
    values.data === undefined
      ? inRoot(values.empty === true ? "data-own" : "data")
      : absolute(values.data, here);
  return {
    options: {
      reset: values.reset === true,
      evenUnsent: values["even-unsent"] === true,
      port,
      open: values["no-open"] !== true,
      tills,
      data,
      empty: values.empty === true,
      kiosk: values.kiosk === true,
    },
  };
}

function parse(words: readonly string[]) {
  return parseArgs({
    args: [...words],
    options: {
      reset: { type: "boolean" },
      empty: { type: "boolean" },
      "even-unsent": { type: "boolean" },
      port: { type: "string", default: String(PORT_DEFAULT) },
      till: { type: "string", default: "1" },
      data: { type: "string" },
      "no-open": { type: "boolean" },
      kiosk: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
}

function wrong(what: string): { readonly say: string; readonly wrong: boolean } {
  return { say: `${what}\nNothing was started. The options are:\n${HELP}`, wrong: true };
}

function whole(text: string, least: number, most: number): number | undefined {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

function absolute(path: string, here: string): string {
  return path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path) ? path : `${here}/${path}`;
}
