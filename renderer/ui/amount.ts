/** Amounts as people type them. */

/** An amount as a person types it, into minor units; undefined when it is no amount. */
export function parseAmount(text: string, digits: number): number | undefined {
  const match = /^(\d{1,9})(?:[.,](\d{1,4}))?$/.exec(text.trim());
  if (match === null) return undefined;
  const fraction = (match[2] ?? "").padEnd(digits, "0");
  if (fraction.length > digits) return undefined;
  return Number(match[1]) * 10 ** digits + Number(fraction === "" ? "0" : fraction);
}
