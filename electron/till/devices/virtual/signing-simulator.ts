/**
 * A signing device that is a program: a TCP server with a P-256 key, counters, a log and a clock of its
 * own, that signs log messages in the form of BSI TR-03151. Written from the protocol, not from the
 * till's driver; it does what a test says: unplugged, silent, full, expired, without its time.
 */
import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { type AddressInfo, createServer, type Socket } from "node:net";

export interface SimulatedTransaction {
  readonly number: number;
  readonly clientId: string;
  readonly state: "open" | "finished";
  readonly processType: string;
  readonly processData: string;
}

export interface SimulatedMessage {
  readonly operation: "StartTransaction" | "UpdateTransaction" | "FinishTransaction";
  readonly transactionNumber: number;
  readonly signatureCounter: number;
  /** Seconds since 1970. */
  readonly logTime: number;
  /** What was signed: DER, TR-03151. */
  readonly bytes: Buffer;
  /** r and s, 32 bytes each. */
  readonly signature: Buffer;
}

export interface SigningSimulator {
  readonly port: number;
  readonly address: string;
  readonly publicKey: KeyObject;
  /** Out of its socket: connections end and none are taken; `plug` puts it back, without its time. */
  readonly unplug: () => void;
  readonly plug: () => void;
  /** Swallows the replies to so many requests to come; what was asked is done all the same. */
  readonly hush: (replies: number) => void;
  /** Room for so many signatures more. */
  readonly roomFor: (signatures: number) => void;
  readonly expire: (isExpired: boolean) => void;
  readonly forgetTime: () => void;
  readonly transactions: () => readonly SimulatedTransaction[];
  /** The signed log, oldest first. */
  readonly log: () => readonly SimulatedMessage[];
  /** Whatever came that no device would take. */
  readonly complaints: () => readonly string[];
  readonly close: () => Promise<void>;
}

export interface SimulatorOptions {
  readonly port?: number;
  /** Its own clock, UTC milliseconds; the machine's unless said. */
  readonly now?: () => number;
}

const OK = 0x00;
const CLOCK_NOT_SET = 0x01;
const FULL = 0x02;
const EXPIRED = 0x03;
const NO_TRANSACTION = 0x04;
const NOT_UNDERSTOOD = 0x7f;

const STEPS: Readonly<Record<number, SimulatedMessage["operation"]>> = {
  16: "StartTransaction",
  17: "UpdateTransaction",
  18: "FinishTransaction",
};

/** Object identifiers of TR-03151: a transaction log, and plain ECDSA with SHA-256. */
const TRANSACTION_LOG = Buffer.from("04007f000703070101", "hex");
const ECDSA_PLAIN_SHA256 = Buffer.from("04007f00070101040103", "hex");

/** Starts a device on the loopback. Its clock is not set until it is told the time. */
export async function startSigningSimulator(
  options: SimulatorOptions = {},
): Promise<SigningSimulator> {
  const device = new Device(options.now ?? Date.now);
  const sockets = new Set<Socket>();
  let isPlugged = true;
  const server = createServer((socket) => {
    if (!isPlugged) return socket.destroy();
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    let heard = Buffer.alloc(0);
    socket.on("data", (bytes) => {
      heard = Buffer.concat([heard, bytes]);
      for (let frame = takeFrame(heard); frame !== undefined; frame = takeFrame(heard)) {
        heard = heard.subarray(frame.used);
        const reply = device.answer(frame.body);
        if (reply !== undefined) socket.write(frameOf(reply));
      }
    });
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
  return {
    port,
    address: `tcp://127.0.0.1:${port}`,
    publicKey: device.publicKey,
    unplug: () => {
      isPlugged = false;
      for (const socket of sockets) socket.destroy();
    },
    plug: () => {
      isPlugged = true;
      device.isTimeSet = false;
    },
    hush: (replies) => {
      device.hushed = replies;
    },
    roomFor: (signatures) => {
      device.room = signatures;
    },
    expire: (isExpired) => {
      device.isExpired = isExpired;
    },
    forgetTime: () => {
      device.isTimeSet = false;
    },
    transactions: () => [...device.transactions.values()],
    log: () => device.log,
    complaints: () => device.complaints,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

class Device {
  readonly publicKey: KeyObject;
  readonly transactions = new Map<number, SimulatedTransaction>();
  readonly log: SimulatedMessage[] = [];
  readonly complaints: string[] = [];
  isTimeSet = false;
  isExpired = false;
  hushed = 0;
  room = Number.POSITIVE_INFINITY;
  private readonly privateKey: KeyObject;
  private readonly point: Buffer;
  private readonly serial: Buffer;
  private readonly now: () => number;
  private counter = 0;
  private lastNumber = 0;

  constructor(now: () => number) {
    const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
    this.publicKey = keys.publicKey;
    this.privateKey = keys.privateKey;
    const spki = keys.publicKey.export({ type: "spki", format: "der" });
    this.point = spki.subarray(spki.length - 65);
    this.serial = createHash("sha256").update(this.point).digest();
    this.now = now;
  }

  /** The reply to a request's body; nothing while it is silent. */
  answer(body: Buffer): Buffer | undefined {
    const [operation = 0] = body.subarray(2, 3);
    const fields = fieldsOf(body.subarray(3));
    const [status, answer] = this.serve(operation, fields);
    if (this.hushed > 0) {
      this.hushed -= 1;
      return undefined;
    }
    const head = Buffer.concat([body.subarray(0, 2), Buffer.of(operation | 0x80, status)]);
    return Buffer.concat([head, ...answer]);
  }

  private serve(operation: number, fields: ReadonlyMap<number, Buffer>): [number, Buffer[]] {
    const step = STEPS[operation];
    if (step !== undefined) return this.sign(step, fields);
    switch (operation) {
      case 0x01:
        return [OK, this.facts()];
      case 0x02:
        this.isTimeSet = true;
        return [OK, []];
      case 0x20: {
        const client = fields.get(1)?.toString("utf8");
        const open = [...this.transactions.values()]
          .filter(({ state, clientId }) => state === "open" && clientId === client)
          .flatMap(({ number }) => this.log.find((each) => each.transactionNumber === number) ?? [])
          .map(({ transactionNumber, logTime, signatureCounter }) =>
            Buffer.concat([big(transactionNumber), big(logTime), big(signatureCounter)]),
          );
        return [OK, [field(0x0d, Buffer.concat(open))]];
      }
      case 0x21: {
        const number = numberIn(fields, 4);
        const found = this.log.findLast(
          (each) => each.transactionNumber === number && each.operation === "FinishTransaction",
        );
        return found === undefined ? [NO_TRANSACTION, []] : [OK, stepFields(found)];
      }
      default:
        this.complaints.push(`operation ${operation} is unknown`);
        return [NOT_UNDERSTOOD, []];
    }
  }

  private sign(
    operation: SimulatedMessage["operation"],
    fields: ReadonlyMap<number, Buffer>,
  ): [number, Buffer[]] {
    const clientId = fields.get(1)?.toString("utf8") ?? "";
    if (clientId === "" || clientId.length > 30) {
      this.complaints.push(`a client id has 1 to 30 characters: "${clientId}"`);
      return [NOT_UNDERSTOOD, []];
    }
    if (this.isExpired) return [EXPIRED, []];
    if (!this.isTimeSet) return [CLOCK_NOT_SET, []];
    if (this.room < 1) return [FULL, []];
    const isStart = operation === "StartTransaction";
    const number = isStart ? this.lastNumber + 1 : numberIn(fields, 4);
    const known = this.transactions.get(number);
    if (!isStart && (known?.state !== "open" || known.clientId !== clientId)) {
      return [NO_TRANSACTION, []];
    }
    if (isStart) this.lastNumber = number;
    const processType = fields.get(2)?.toString("utf8") ?? "";
    const processData = fields.get(3)?.toString("utf8") ?? "";
    const state = operation === "FinishTransaction" ? "finished" : "open";
    this.transactions.set(number, { number, clientId, state, processType, processData });
    this.counter += 1;
    this.room -= 1;
    const logTime = Math.floor(this.now() / 1_000);
    const bytes = this.message({ operation, number, logTime, clientId, processType, processData });
    const signature = sign("sha256", bytes, { key: this.privateKey, dsaEncoding: "ieee-p1363" });
    const signatureCounter = this.counter;
    const message = {
      operation,
      transactionNumber: number,
      signatureCounter,
      logTime,
      bytes,
      signature,
    };
    this.log.push(message);
    return [OK, stepFields(message)];
  }

  /** The content of a log message that is signed (TR-03151, table "LogMessage"). */
  private message(of: {
    readonly operation: string;
    readonly number: number;
    readonly logTime: number;
    readonly clientId: string;
    readonly processType: string;
    readonly processData: string;
  }): Buffer {
    return Buffer.concat([
      der(0x02, Buffer.of(2)),
      der(0x06, TRANSACTION_LOG),
      der(0x80, Buffer.from(of.operation)),
      der(0x81, Buffer.from(of.clientId)),
      der(0x82, Buffer.from(of.processData)),
      der(0x83, Buffer.from(of.processType)),
      der(0x85, derInteger(of.number)),
      der(0x04, this.serial),
      der(0x30, der(0x06, ECDSA_PLAIN_SHA256)),
      der(0x02, derInteger(this.counter)),
      der(0x02, derInteger(of.logTime)),
    ]);
  }

  private facts(): Buffer[] {
    return [
      field(0x08, this.serial),
      field(0x09, this.point),
      // Self-made and only as long as it has to be: name, serial, key.
      field(
        0x0a,
        der(
          0x30,
          Buffer.concat([
            der(0x0c, Buffer.from("Keepshop simulator")),
            der(0x04, this.serial),
            der(0x03, this.point),
          ]),
        ),
      ),
      field(0x0b, Buffer.from("ecdsa-plain-SHA256")),
      field(0x0c, Buffer.from("unixTime")),
    ];
  }
}

function stepFields(message: SimulatedMessage): Buffer[] {
  return [
    field(0x04, big(message.transactionNumber)),
    field(0x05, big(message.logTime)),
    field(0x06, big(message.signatureCounter)),
    field(0x07, message.signature),
  ];
}

function takeFrame(bytes: Buffer): { readonly body: Buffer; readonly used: number } | undefined {
  if (bytes.length < 5) return undefined;
  const length = bytes.readUInt16BE(1);
  if (bytes.length < length + 5) return undefined;
  return { body: bytes.subarray(3, 3 + length), used: length + 5 };
}

function frameOf(body: Buffer): Buffer {
  const head = Buffer.of(0x02, body.length >> 8, body.length & 0xff);
  let crc = 0xffff;
  for (const byte of body) {
    for (let bit = 7; bit >= 0; bit -= 1) {
      const top = ((crc >> 15) & 1) ^ ((byte >> bit) & 1);
      crc = ((crc << 1) & 0xffff) ^ (top === 1 ? 0x1021 : 0);
    }
  }
  return Buffer.concat([head, body, Buffer.of(crc >> 8, crc & 0xff)]);
}

function fieldsOf(bytes: Buffer): ReadonlyMap<number, Buffer> {
  const fields = new Map<number, Buffer>();
  for (let at = 0; at + 3 <= bytes.length; ) {
    const length = bytes.readUInt16BE(at + 1);
    fields.set(bytes[at] ?? 0, bytes.subarray(at + 3, at + 3 + length));
    at += 3 + length;
  }
  return fields;
}

function field(tag: number, value: Buffer): Buffer {
  return Buffer.concat([Buffer.of(tag, value.length >> 8, value.length & 0xff), value]);
}

function big(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

function numberIn(fields: ReadonlyMap<number, Buffer>, tag: number): number {
  const bytes = fields.get(tag);
  return bytes?.length === 8 ? Number(bytes.readBigUInt64BE()) : -1;
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size =
    length < 0x80
      ? Buffer.of(length)
      : length < 0x100
        ? Buffer.of(0x81, length)
        : Buffer.of(0x82, length >> 8, length & 0xff);
  return Buffer.concat([Buffer.of(tag), size, content]);
}

function derInteger(value: number): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
  return (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
}
