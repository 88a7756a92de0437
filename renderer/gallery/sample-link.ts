/** A till made of sample data, for the gallery only: views show one value, acts answer what a story says. */
import type { SettingRow } from "#shared/records/rows/setting.ts";
import type { LinkState, TillClient, TillLink } from "../link.ts";
import { SAMPLE_ACTS, SAMPLE_VIEWS } from "./samples.ts";

export type SampleViews = Readonly<Record<string, unknown>>;
export type SampleActs = Readonly<Record<string, unknown>>;

/** A link whose views and acts answer the samples, with what a story sets in their place. */
export function sampleLink(views: SampleViews, acts: SampleActs): TillLink {
  const allViews: SampleViews = { ...SAMPLE_VIEWS, ...views };
  const allActs: SampleActs = { ...SAMPLE_ACTS, ...acts };
  const client = {
    views: answering((name, input) =>
      Promise.resolve(once(name === "settings" ? wanted(allViews[name], input) : allViews[name])),
    ),
    ...Object.fromEntries(
      [
        "staff",
        "sell",
        "tender",
        "sales",
        "clients",
        "shift",
        "holds",
        "safe",
        "stock",
        "labels",
        "devices",
        "demo",
        "phones",
        "hq",
      ].map((area) => [
        area,
        answering((name) => Promise.resolve(allActs[`${area}.${name}`] ?? { ok: true, value: {} })),
      ]),
    ),
  } as unknown as TillClient;
  const state: LinkState = { status: "open", client, generation: 1 };
  return { state: () => state, subscribe: () => () => undefined };
}

/** Any name is a procedure of the sample. */
function answering(answer: (name: string, input: unknown) => Promise<unknown>): unknown {
  return new Proxy({}, { get: (_, name) => (input: unknown) => answer(String(name), input) });
}

/** The settings of the kinds that were asked for. */
function wanted(rows: unknown, input: unknown): unknown {
  const { kinds } = input as { readonly kinds: readonly string[] };
  return (rows as readonly SettingRow[]).filter((row) => kinds.includes(row.kind));
}

/** Shows one value and then waits for ever, as a view does when nothing changes. */
async function* once(value: unknown): AsyncGenerator<unknown> {
  if (value !== undefined) yield value;
  await new Promise(() => undefined);
}
