/** Acts on shelf labels: print them on a label printer, note that they are printed or hang. */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { type LabelChange, saysOf } from "#shared/engine/shelf-label.ts";
import { LABELS_MAX, type LabelsAdvanced } from "#shared/records/entries/labels-advanced.ts";
import type { LabelDay, LabelItem } from "#shared/till-api/views/labels.ts";
import { append, type EntryPart } from "../core.ts";
import type { Counter } from "../counter.ts";
import { labelBytes } from "../devices/zpl.ts";
import { labelItem, labelsOf } from "../views/labels.ts";

export interface WhichLabels {
  readonly day: LabelDay | "now";
  readonly productIds: readonly string[];
}

/** The labels in words, in the order asked for. */
export async function look({ core }: Counter, which: WhichLabels): Promise<LabelItem[]> {
  const labels = await labelsOf(core, which);
  const items = new Map(labels.map((each) => [each.productId, labelItem(core, each)]));
  return which.productIds.flatMap((productId) => items.get(productId) ?? []);
}

/**
 * Prints labels on a label printer and then notes them as printed. Refuses `not-signed-in`,
 * `device-unknown`, `labels-none`, `printer-not-ready` with its state, and the journal's codes; a
 * printer that stopped half-way notes nothing, so that no label is missing.
 */
export async function print(
  counter: Counter,
  input: WhichLabels & { readonly deviceId: string; readonly copies: number },
): Promise<Result<{ readonly printed: number; readonly again: number }>> {
  const who = counter.actor();
  if (!who.ok) return who;
  const printer = counter.devices.labelPrinter(input.deviceId);
  if (printer === undefined) return refuse("device-unknown");
  const items = await look(counter, input);
  if (items.length === 0) return refuse("labels-none");
  const { copies } = input;
  const bytes = labelBytes(
    items.map(({ text }) => ({ ...text, copies })),
    printer.size,
  );
  if ((await printer.print(bytes)) !== "printed") {
    return refuse("printer-not-ready", { state: printer.state() });
  }
  const noted = await advance(counter, { ...input, to: "printed", on: printer.name });
  return noted.ok ? done({ printed: items.length, again: noted.value.again }) : noted;
}

/**
 * Notes labels as printed or hung, each with all that it says. `again` of them were printed before.
 * Refuses `not-signed-in`, `labels-none` and the journal's codes.
 */
export async function advance(
  counter: Counter,
  input: WhichLabels & { readonly to: "printed" | "hung"; readonly on?: string | undefined },
): Promise<Result<{ readonly labels: number; readonly again: number }>> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { core } = counter;
  const labels = await labelsOf(core, input);
  if (labels.length === 0) return refuse("labels-none");
  const again = labels.filter((each) => labelItem(core, each).printedTimes > 0).length;
  const { to, on } = input;
  const entries: EntryPart<"labels.advanced">[] = [];
  for (let from = 0; from < labels.length; from += LABELS_MAX) {
    const part = labels.slice(from, from + LABELS_MAX).map(noteOf);
    const body: LabelsAdvanced = { to, labels: part, ...(on === undefined ? {} : { on }) };
    entries.push({ kind: "labels.advanced", body });
  }
  const written = append(core, who.value, entries);
  return written.ok ? done({ labels: labels.length, again }) : written;
}

function noteOf(label: LabelChange): LabelsAdvanced["labels"][number] {
  const { productId, priceMinor, fromMs } = label;
  return { productId, priceMinor, fromMs, says: saysOf(label) };
}
