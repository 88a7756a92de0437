/**
 * The signed code on a receipt: what was sold, what was paid and how, so that any store can refund
 * it offline without having the sale. Format: docs/engine/receipt-code.md, versions 1 and 2. What may be
 * refunded is return-math.ts; that a code was already refunded elsewhere is found at sync.
 */
import { base64urlDecode, base64urlEncode } from "../base/bytes.ts";
import { type Crypto, SIGNATURE_BYTES } from "../base/crypto.ts";
import { done, type Result, refuse } from "../base/result.ts";
import type { TenderKind } from "../records/tender.ts";
import { ByteReader, ByteWriter } from "./receipt-code-bytes.ts";

export interface ReceiptCodeTaxRule {
  /** The tax's id in the settings. */
  readonly id: string;
  /** Percent as decimal text; empty for a tax that is no percentage. */
  readonly rate: string;
  readonly included: boolean;
  /** Of the whole sale. */
  readonly taxMinor: number;
}

export interface ReceiptCodeLine {
  readonly kind: "goods" | "fee";
  /** SKU of goods, kind of a fee. */
  readonly reference: string;
  readonly quantityMilli: number;
  /** Paid for the line, every discount taken off and every tax inside. */
  readonly totalMinor: number;
  /** Which of the rules, by place, and how much. */
  readonly taxes: readonly { readonly rule: number; readonly taxMinor: number }[];
}

/** What the sale earned a client: as much of it goes back as comes back of the sale. */
export interface ReceiptCodePoints {
  readonly clientId: string;
  readonly earned: number;
  /** What of the sale earned them, see `earningMinor`. */
  readonly earningMinor: number;
}

export interface ReceiptCode {
  readonly saleId: string;
  readonly registerId: string;
  readonly receiptNumber: string;
  readonly soldAtMs: number;
  readonly currency: string;
  readonly totalMinor: number;
  readonly taxRules: readonly ReceiptCodeTaxRule[];
  readonly tenders: readonly { readonly kind: TenderKind; readonly amountMinor: number }[];
  /** Only of a sale that earned some: such a code is of version 2. */
  readonly points?: ReceiptCodePoints | undefined;
  /** False when the lines did not fit: the refund then needs the sale itself. */
  readonly complete: boolean;
  readonly lines: readonly ReceiptCodeLine[];
}

export type ReceiptCodeRefusal =
  | "receipt-code-malformed"
  | "receipt-code-version"
  | "receipt-code-unknown-register"
  | "receipt-code-signature";

/** By version; the first byte says the same. Version 2 is version 1 with points. */
const PREFIXES: readonly string[] = ["KSR1:", "KSR2:"];
const RECEIPT_CODE_LINES_MAX = 40;
export const RECEIPT_CODE_BYTES_MAX = 800;

const TOTALS_ONLY = 1;
const RULES_MAX = 16;
const TENDERS_MAX = 50;
/** The order is part of the format: append, never insert. */
const TENDERS: readonly TenderKind[] = [
  "cash",
  "card-external",
  "card-terminal",
  "gift-card",
  "credit",
  "points",
  "account",
  "deposit",
  "other",
];

/**
 * The text of a receipt's code, signed by the register's device key. Points are left out when the code
 * would pass 800 bytes with them; lines too, and `complete` is false, when it would without, or there are
 * more than 40. Refuses
 * `receipt-code-too-large` when even the totals do not fit: the receipt is then printed without.
 */
export function writeReceiptCode(
  code: Omit<ReceiptCode, "complete">,
  signer: { readonly crypto: Crypto; readonly secretKey: Uint8Array },
): Result<string, "receipt-code-too-large"> {
  const countable = code.taxRules.length <= RULES_MAX && code.tenders.length <= TENDERS_MAX;
  if (!countable) return refuse("receipt-code-too-large");
  const limit = RECEIPT_CODE_BYTES_MAX - SIGNATURE_BYTES;
  const { points, ...plain } = code;
  const forms =
    code.lines.length > RECEIPT_CODE_LINES_MAX
      ? []
      : [...(points === undefined ? [] : [bodyOf(code, true)]), bodyOf(plain, true)];
  const body = forms.find(({ length }) => length <= limit) ?? bodyOf(plain, false);
  // Read back before it is signed: a text or figure beyond the format must not reach the paper.
  if (body.length > limit || codeOf(body) === undefined) return refuse("receipt-code-too-large");
  const signature = signer.crypto.sign(body, signer.secretKey);
  const whole = new Uint8Array(body.length + SIGNATURE_BYTES);
  whole.set(body);
  whole.set(signature, body.length);
  return done(prefixOf(body) + base64urlEncode(whole));
}

/**
 * What a scanned receipt code says, if a register of ours signed exactly that. `publicKeys` answers
 * the 32-byte keys that a register has had, as the settings list them.
 * Refuses `receipt-code-malformed`, `receipt-code-version` (a newer till's), `receipt-code-unknown-
 * register` and `receipt-code-signature` (altered, or another key's).
 */
export function readReceiptCode(
  text: string,
  verifier: {
    readonly crypto: Crypto;
    readonly publicKeys: (registerId: string) => readonly Uint8Array[];
  },
): Result<ReceiptCode, ReceiptCodeRefusal> {
  if (text.length > RECEIPT_CODE_BYTES_MAX * 2) return refuse("receipt-code-malformed");
  const prefix = PREFIXES.find((each) => text.startsWith(each));
  if (prefix === undefined) return refuse(refusalOfPrefix(text));
  const whole = base64urlDecode(text.slice(prefix.length));
  if (whole === undefined || whole.length <= SIGNATURE_BYTES) {
    return refuse("receipt-code-malformed");
  }
  if (prefixOf(whole) !== prefix) return refuse("receipt-code-version", { version: whole[0] ?? 0 });
  const message = whole.subarray(0, whole.length - SIGNATURE_BYTES);
  const signature = whole.subarray(whole.length - SIGNATURE_BYTES);
  const code = codeOf(message);
  if (code === undefined) return refuse("receipt-code-malformed");
  const keys = verifier.publicKeys(code.registerId);
  if (keys.length === 0) return refuse("receipt-code-unknown-register");
  const signed = keys.some((publicKey) =>
    verifier.crypto.verify({ message, signature, publicKey }),
  );
  return signed ? done(code) : refuse("receipt-code-signature");
}

/** Whether a receipt code is of a version that this till reads. */
export function isReadableReceiptCode(text: string): boolean {
  return PREFIXES.some((prefix) => text.startsWith(prefix));
}

/** Whether a text sets out to be a receipt code of any version. */
export function looksLikeReceiptCode(text: string): boolean {
  return /^KSR\d{1,3}:/.test(text);
}

/** The prefix of the version that the first byte says; empty for a version not known here. */
function prefixOf(bytes: Uint8Array): string {
  return PREFIXES[(bytes[0] ?? 0) - 1] ?? "";
}

function refusalOfPrefix(text: string): "receipt-code-version" | "receipt-code-malformed" {
  return looksLikeReceiptCode(text) ? "receipt-code-version" : "receipt-code-malformed";
}

function bodyOf(code: Omit<ReceiptCode, "complete">, withLines: boolean): Uint8Array {
  const writer = new ByteWriter();
  writer.byte(code.points === undefined ? 1 : 2);
  writer.byte(withLines ? 0 : TOTALS_ONLY);
  writer.text(code.saleId);
  writer.text(code.registerId);
  writer.text(code.receiptNumber);
  writer.count(code.soldAtMs);
  writer.text(code.currency);
  writer.amount(code.totalMinor);
  writer.count(code.taxRules.length);
  for (const rule of code.taxRules) {
    writer.text(rule.id);
    writer.text(rule.rate);
    writer.byte(rule.included ? 1 : 0);
    writer.amount(rule.taxMinor);
  }
  writer.count(code.tenders.length);
  for (const tender of code.tenders) {
    const place = TENDERS.indexOf(tender.kind);
    writer.count(place < 0 ? TENDERS.length - 1 : place);
    writer.amount(tender.amountMinor);
  }
  if (code.points !== undefined) {
    writer.text(code.points.clientId);
    writer.count(code.points.earned);
    writer.amount(code.points.earningMinor);
  }
  if (withLines) writeLines(writer, code.lines);
  return Uint8Array.from(writer.bytes);
}

/** A line's head: whole units (1), fee (2), number of taxes (4, 8), place of the first rule (16 up). */
function writeLines(writer: ByteWriter, lines: readonly ReceiptCodeLine[]): void {
  writer.count(lines.length);
  for (const line of lines) {
    const whole = line.quantityMilli % 1_000 === 0;
    const taxes = Math.min(line.taxes.length, 3);
    const first = line.taxes.length === 1 ? (line.taxes[0]?.rule ?? 0) : 0;
    writer.byte((whole ? 1 : 0) + (line.kind === "fee" ? 2 : 0) + taxes * 4 + first * 16);
    writer.text(line.reference);
    writer.amount(whole ? line.quantityMilli / 1_000 : line.quantityMilli);
    writer.amount(line.totalMinor);
    if (taxes === 3) writer.count(line.taxes.length);
    for (const tax of line.taxes) {
      if (line.taxes.length > 1) writer.count(tax.rule);
      writer.amount(tax.taxMinor);
    }
  }
}

function codeOf(message: Uint8Array): ReceiptCode | undefined {
  const reader = new ByteReader(message, 1);
  const flags = reader.byte();
  const head = {
    saleId: reader.text(),
    registerId: reader.text(),
    receiptNumber: reader.text(),
    soldAtMs: reader.count(),
    currency: reader.text(),
    totalMinor: reader.amount(),
  };
  const taxRules = times(reader, RULES_MAX, () => ({
    id: reader.text(),
    rate: reader.text(),
    included: reader.byte() === 1,
    taxMinor: reader.amount(),
  }));
  const tenders = times(reader, TENDERS_MAX, () => ({
    kind: TENDERS[reader.count(TENDERS.length - 1)] ?? "other",
    amountMinor: reader.amount(),
  }));
  const points =
    message[0] === 2
      ? { clientId: reader.text(), earned: reader.count(), earningMinor: reader.amount() }
      : undefined;
  const complete = flags === 0;
  const lines = complete ? times(reader, RECEIPT_CODE_LINES_MAX, () => lineOf(reader)) : [];
  const sound =
    !reader.broken &&
    reader.atEnd &&
    flags <= TOTALS_ONLY &&
    lines.every((line) => line.taxes.every((tax) => tax.rule < taxRules.length));
  const gives = points === undefined ? {} : { points };
  return sound ? { ...head, taxRules, tenders, ...gives, complete, lines } : undefined;
}

function lineOf(reader: ByteReader): ReceiptCodeLine {
  const head = reader.byte();
  const reference = reader.text();
  const quantity = reader.amount();
  const totalMinor = reader.amount();
  const few = (head >> 2) & 3;
  const count = few === 3 ? reader.count(RULES_MAX) : few;
  const taxes = Array.from({ length: count }, () => ({
    rule: count === 1 ? head >> 4 : reader.count(RULES_MAX - 1),
    taxMinor: reader.amount(),
  }));
  const kind = (head & 2) === 0 ? "goods" : "fee";
  const quantityMilli = (head & 1) === 0 ? quantity : quantity * 1_000;
  return { kind, reference, quantityMilli, totalMinor, taxes };
}

function times<Item>(reader: ByteReader, max: number, read: () => Item): Item[] {
  const items: Item[] = [];
  for (let left = reader.count(max); left > 0 && !reader.broken; left -= 1) items.push(read());
  return items;
}
