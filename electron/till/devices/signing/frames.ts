/**
 * Requests and replies of the signing device as bytes. A frame: 02, length of the body (16 bits),
 * body, CRC-16/CCITT of the body. A request's body: number (16 bits), operation, fields; a reply's:
 * the same number, operation with the top bit, status, fields. A field: tag, length (16 bits), value.
 */

export const OPERATION = {
  describe: 0x01,
  setTime: 0x02,
  start: 0x10,
  update: 0x11,
  finish: 0x12,
  openTransactions: 0x20,
  finished: 0x21,
} as const;

export const TAG = {
  clientId: 0x01,
  processType: 0x02,
  processData: 0x03,
  transactionNumber: 0x04,
  logTime: 0x05,
  signatureCounter: 0x06,
  signature: 0x07,
  serialNumber: 0x08,
  publicKey: 0x09,
  certificate: 0x0a,
  algorithm: 0x0b,
  timeFormat: 0x0c,
  steps: 0x0d,
} as const;

export interface Reply {
  readonly number: number;
  readonly status: number;
  readonly fields: ReadonlyMap<number, Uint8Array>;
}

export type Field = readonly [tag: number, value: Uint8Array | string | number];

const START = 0x02;
const REPLY = 0x80;
const HEAD_BYTES = 3;
const CRC_BYTES = 2;

/** The bytes of a request. */
export function requestBytes(number: number, operation: number, fields: readonly Field[]) {
  const parts: Uint8Array[] = [Buffer.of(number >> 8, number & 0xff, operation)];
  for (const [tag, value] of fields) {
    const bytes = valueBytes(value);
    parts.push(Buffer.of(tag, bytes.length >> 8, bytes.length & 0xff), bytes);
  }
  const body = Buffer.concat(parts);
  const crc = crc16(body);
  return Buffer.concat([
    Buffer.of(START, body.length >> 8, body.length & 0xff),
    body,
    Buffer.of(crc >> 8, crc & 0xff),
  ]);
}

/** The first whole reply in what has come, and how many bytes it took; a broken one is passed over. */
export function readReply(
  bytes: Buffer,
): { readonly reply: Reply | undefined; readonly used: number } | undefined {
  const start = bytes.indexOf(START);
  if (start < 0) return bytes.length === 0 ? undefined : { reply: undefined, used: bytes.length };
  if (bytes.length < start + HEAD_BYTES) return undefined;
  const length = bytes.readUInt16BE(start + 1);
  const end = start + HEAD_BYTES + length + CRC_BYTES;
  if (bytes.length < end) return undefined;
  const body = bytes.subarray(start + HEAD_BYTES, start + HEAD_BYTES + length);
  const isWhole = length >= 4 && crc16(body) === bytes.readUInt16BE(end - CRC_BYTES);
  return { reply: isWhole ? readBody(body) : undefined, used: end };
}

function readBody(body: Buffer): Reply | undefined {
  if (((body[2] ?? 0) & REPLY) === 0) return undefined;
  const fields = new Map<number, Uint8Array>();
  for (let at = 4; at + 3 <= body.length; ) {
    const length = body.readUInt16BE(at + 1);
    fields.set(body[at] ?? 0, body.subarray(at + 3, at + 3 + length));
    at += 3 + length;
  }
  return { number: body.readUInt16BE(0), status: body[3] ?? 0, fields };
}

function valueBytes(value: Field[1]): Buffer {
  if (typeof value === "string") return Buffer.from(value, "utf8");
  if (typeof value !== "number") return Buffer.from(value);
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

/** CRC-16/CCITT-FALSE: polynomial 1021, start FFFF. */
function crc16(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
    }
    crc &= 0xffff;
  }
  return crc;
}
