// A till inside the measuring process: real files, real socket, no console.
import { join } from "node:path";
import { type Counter, openCounter, sessionFor } from "#till/counter.ts";
import { type OpenTillOptions, openTill, type Till } from "#till/main.ts";
import { peopleHere } from "#till/staff.ts";
import { STORE_ID } from "./chain.ts";

/** Opens a till on a folder; the code is needed the first time only. */
export async function aTill(
  folder: string,
  server: { readonly url: string; readonly enrolmentCode?: string },
  options: Partial<OpenTillOptions> = {},
): Promise<Till> {
  const opened = await openTill({
    dataDir: folder,
    server,
    watch: false,
    reserveBytes: 0,
    ...options,
  });
  if (!opened.ok) throw new Error(`till: ${JSON.stringify(opened.refusal)}`);
  return opened.value;
}

/** Enrols a till and closes it again before it has filled: an empty till that has a name. */
export async function anEnrolledFolder(folder: string, url: string, code: string): Promise<string> {
  const dataDir = join(folder, `till-${code}`);
  const till = await aTill(
    dataDir,
    { url: "http://127.0.0.1:9", enrolmentCode: code },
    {
      server: { url, enrolmentCode: code },
      transport: () => ({
        connect: () => undefined,
        ask: () => Promise.reject(new Error("no connection")),
        disconnect: () => undefined,
      }),
    },
  );
  await till.close();
  return dataDir;
}

/** The counter of a till with someone signed in; paper goes nowhere. */
export function aCounter(till: Till): Counter {
  const counter = openCounter({ core: till.core, printer: undefined });
  const [person] = peopleHere(till.core).filter(({ id }) => id.endsWith(STORE_ID));
  if (person === undefined) throw new Error("nobody works here");
  counter.setSession(sessionFor(till.core, person));
  return counter;
}

/** Codes of products that this till sells, from all over the catalogue. */
export function someCodes(till: Till, count: number): readonly string[] {
  const codes: string[] = [];
  for (const { row } of till.core.replica.each("products")) {
    const [gtin] = row.gtins;
    const isPlain = !row.weighed && row.tracks === "none" && row.restrictionId === undefined;
    if (gtin !== undefined && isPlain) codes.push(gtin);
  }
  const step = Math.max(1, Math.floor(codes.length / count));
  return codes.filter((_, index) => index % step === 0).slice(0, count);
}

/** Any product that this till knows. */
export function anyProduct(till: Till): string {
  return someProducts(till, 1)[0] ?? "";
}

/** Ids of so many products. */
export function someProducts(till: Till, count: number): readonly string[] {
  const ids: string[] = [];
  for (const { row } of till.core.replica.each("products")) {
    if (ids.push(row.id) === count) break;
  }
  if (ids.length < count) throw new Error("the till lacks products");
  return ids;
}
