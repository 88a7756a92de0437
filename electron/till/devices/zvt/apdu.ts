/**
 * ZVT's packets as bytes: control field, length, data; amounts and numbers in BCD; the numbered
 * fields (bitmaps) of a status message. ZVT protocol 13.10, chapters 2, 4 and 9. The conversation is
 * in terminal.ts of this folder.
 */

export interface Apdu {
  /** Class and instruction in one figure, such as 0x0601. */
  readonly command: number;
  readonly data: Uint8Array;
}

/** The fields of a status or completion message that the till reads. */
export interface ZvtFields {
  /** 27: zero is success. */
  readonly resultCode?: number;
  readonly amountMinor?: number;
  /** 87: four figures, as text. */
  readonly receiptNumber?: string;
  /** 0B: six figures, as text. */
  readonly trace?: string;
  /** 29: eight figures. */
  readonly terminalId?: string;
  /** The last four figures of the card, whatever of the rest the terminal shows. */
  readonly lastFour?: string;
  /** 3B. */
  readonly authorisation?: string;
  /** 8A. */
  readonly cardType?: number;
  /** 8B. */
  readonly cardName?: string;
  /** 49. */
  readonly currencyCode?: number;
  /** 60: totals of a day. */
  readonly totals?: Uint8Array;
}

const LONG_LENGTH = 0xff;
/** Lengths of the bitmaps with a fixed one. */
const FIXED: ReadonlyMap<number, number> = new Map([
  [0x01, 1],
  [0x02, 1],
  [0x03, 1],
  [0x04, 6],
  [0x05, 1],
  [0x0b, 3],
  [0x0c, 3],
  [0x0d, 2],
  [0x0e, 2],
  [0x17, 2],
  [0x19, 1],
  [0x27, 1],
  [0x29, 4],
  [0x2a, 15],
  [0x37, 3],
  [0x3a, 2],
  [0x3b, 8],
  [0x3d, 3],
  [0x49, 2],
  [0x87, 2],
  [0x88, 3],
  [0x8a, 1],
  [0x8c, 1],
  [0xa0, 1],
  [0xaa, 3],
  [0xba, 5],
  [0xd0, 1],
  [0xd1, 1],
  [0xd2, 1],
  [0xd3, 1],
]);
/** Those that say their length in two or three figures, each in the low half of a byte (F1 F2). */
const COUNTED: ReadonlyMap<number, number> = new Map([
  [0x22, 2],
  [0x23, 2],
  [0x24, 3],
  [0x2d, 2],
  [0x2e, 3],
  [0x3c, 3],
  [0x60, 3],
  [0x8b, 2],
  [0x92, 3],
  [0x9a, 3],
  [0xaf, 3],
]);
const TLV = 0x06;
const TLV_ONE_BYTE = 0x81;
const TLV_TWO_BYTES = 0x82;

/** A packet as bytes. */
export function apduBytes(command: number, data: readonly number[] | Uint8Array = []): Uint8Array {
  const head = [command >> 8, command & 0xff];
  const length =
    data.length < LONG_LENGTH ? [data.length] : [LONG_LENGTH, data.length & 0xff, data.length >> 8];
  return Uint8Array.from([...head, ...length, ...data]);
}

/** The first whole packet of what has come, and how many bytes it took; undefined while it is short. */
export function readApdu(
  bytes: Uint8Array,
): { readonly apdu: Apdu; readonly used: number } | undefined {
  const [first, second, short, low, high] = bytes;
  if (first === undefined || second === undefined || short === undefined) return undefined;
  const isLong = short === LONG_LENGTH;
  if (isLong && (low === undefined || high === undefined)) return undefined;
  const length = isLong ? (low ?? 0) + (high ?? 0) * 256 : short;
  const start = isLong ? 5 : 3;
  if (bytes.length < start + length) return undefined;
  const data = bytes.slice(start, start + length);
  return { apdu: { command: first * 256 + second, data }, used: start + length };
}

/** A whole number as BCD of so many bytes. */
export function bcd(value: number | string, bytes: number): number[] {
  const figures = String(value).padStart(bytes * 2, "0");
  return Array.from({ length: bytes }, (_, at) =>
    Number.parseInt(figures.slice(at * 2, at * 2 + 2), 16),
  );
}

/** The figures of BCD bytes, as text with its zeros. */
export function bcdText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

/** The bitmaps of a message; undefined when it cannot be read to its end. */
export function readFields(data: Uint8Array): ZvtFields | undefined {
  const raw = new Map<number, Uint8Array>();
  let at = 0;
  while (at < data.length) {
    const tag = data[at] ?? 0;
    const field = fieldAt(data, at);
    if (field === undefined || field.end > data.length) return undefined;
    raw.set(tag, data.slice(field.start, field.end));
    at = field.end;
  }
  return fieldsOf(raw);
}

function fieldAt(
  data: Uint8Array,
  at: number,
): { readonly start: number; readonly end: number } | undefined {
  const tag = data[at] ?? 0;
  const fixed = FIXED.get(tag);
  if (fixed !== undefined) return { start: at + 1, end: at + 1 + fixed };
  const figures = COUNTED.get(tag);
  if (figures !== undefined) {
    const start = at + 1 + figures;
    const length = data.slice(at + 1, start).reduce((sum, byte) => sum * 10 + (byte & 0x0f), 0);
    return { start, end: start + length };
  }
  if (tag !== TLV) return undefined;
  const [first = 0, second = 0, third = 0] = data.slice(at + 1, at + 4);
  if (first === TLV_ONE_BYTE) return { start: at + 3, end: at + 3 + second };
  if (first === TLV_TWO_BYTES) return { start: at + 4, end: at + 4 + second * 256 + third };
  return first < 0x80 ? { start: at + 2, end: at + 2 + first } : undefined;
}

function fieldsOf(raw: ReadonlyMap<number, Uint8Array>): ZvtFields {
  const figures = (tag: number): string | undefined => {
    const bytes = raw.get(tag);
    return bytes === undefined ? undefined : bcdText(bytes);
  };
  const text = (tag: number): string | undefined => {
    const bytes = raw.get(tag);
    if (bytes === undefined) return undefined;
    return Buffer.from(bytes).toString("latin1").replace(/\0/g, "").trim();
  };
  const [resultCode] = raw.get(0x27) ?? [];
  const [cardType] = raw.get(0x8a) ?? [];
  const amount = figures(0x04);
  const currency = figures(0x49);
  const lastFour = /(\d{4})f?$/.exec(figures(0x22) ?? "")?.[1];
  return {
    ...(resultCode === undefined ? {} : { resultCode }),
    ...(amount === undefined ? {} : { amountMinor: Number(amount) }),
    ...(currency === undefined ? {} : { currencyCode: Number(currency) }),
    ...(cardType === undefined ? {} : { cardType }),
    ...present("receiptNumber", figures(0x87)),
    ...present("trace", figures(0x0b)),
    ...present("terminalId", figures(0x29)),
    ...present("lastFour", lastFour),
    ...present("authorisation", text(0x3b)),
    ...present("cardName", text(0x8b)),
    ...(raw.has(0x60) ? { totals: raw.get(0x60) ?? new Uint8Array() } : {}),
  };
}

function present<Key extends string>(key: Key, value: string | undefined) {
  return (value === undefined || value === "" ? {} : { [key]: value }) as { [K in Key]?: string };
}
