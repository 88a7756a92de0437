/** A cable with bytes on it: a TCP connection or a device file. What the bytes mean is a driver's. */
import { execFile } from "node:child_process";
import { type FileHandle, open } from "node:fs/promises";
import { connect } from "node:net";
import { isatty, ReadStream } from "node:tty";
import { promisify } from "node:util";
import type { Address } from "./address.ts";

export interface Wire {
  /** `false` when the bytes cannot have arrived. */
  readonly write: (bytes: Uint8Array) => Promise<boolean>;
  readonly close: () => void;
}

export interface WireEars {
  readonly heard: (bytes: Uint8Array) => void;
  readonly gone: () => void;
}

/** Opens the cable; undefined when nothing is at its other end. */
export type OpenWire = (ears: WireEars) => Promise<Wire | undefined>;

const CONNECT_LIMIT_MS = 2_000;
const READ_CHUNK_BYTES = 4_096;

/** The opener for an address; a virtual or OS device has no cable. */
export function wireTo(address: Address): OpenWire | undefined {
  if (address.kind === "tcp") return (ears) => openTcp(address, ears);
  if (address.kind === "serial") return (ears) => openFile(address, ears);
  return undefined;
}

function openTcp(
  { host, port }: Extract<Address, { kind: "tcp" }>,
  ears: WireEars,
): Promise<Wire | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, noDelay: true });
    const limit = setTimeout(() => socket.destroy(), CONNECT_LIMIT_MS);
    let isOpen = false;
    socket.on("data", (bytes) => ears.heard(bytes));
    socket.on("error", () => socket.destroy());
    socket.on("end", () => socket.destroy());
    socket.once("close", () => {
      clearTimeout(limit);
      if (isOpen) ears.gone();
      isOpen = false;
      resolve(undefined);
    });
    socket.once("connect", () => {
      clearTimeout(limit);
      isOpen = true;
      resolve({
        write: (bytes) =>
          new Promise((written) => {
            if (!isOpen) return written(false);
            socket.write(bytes, (error) => written(error === undefined || error === null));
          }),
        close: () => {
          isOpen = false;
          socket.destroySoon();
        },
      });
    });
  });
}

async function openFile(
  { path, baud }: Extract<Address, { kind: "serial" }>,
  ears: WireEars,
): Promise<Wire | undefined> {
  const handle = await openDevice(path);
  if (handle === undefined) return undefined;
  let isOpen = true;
  const gone = (): void => {
    if (isOpen) ears.gone();
    isOpen = false;
  };
  const isLine = isatty(handle.fd);
  if (isLine) {
    await setLine(path, baud);
    const stream = new ReadStream(handle.fd);
    stream.on("data", (bytes) => ears.heard(bytes));
    stream.on("error", gone);
    stream.on("close", gone);
    return {
      write: (bytes) =>
        handle.write(bytes).then(
          ({ bytesWritten }) => bytesWritten === bytes.length,
          () => false,
        ),
      close: () => {
        isOpen = false;
        stream.destroy();
      },
    };
  }
  void readOn(handle, ears.heard, () => isOpen).then(gone);
  return {
    write: (bytes) =>
      handle.writeFile(bytes).then(
        () => true,
        () => false,
      ),
    close: () => {
      isOpen = false;
      void handle.close().catch(() => undefined);
    },
  };
}

/** Both ways where the device allows, else the one it allows. */
async function openDevice(path: string): Promise<FileHandle | undefined> {
  for (const flags of ["r+", "r", "w"]) {
    const handle = await open(path, flags).catch(() => undefined);
    if (handle !== undefined) return handle;
  }
  return undefined;
}

async function readOn(
  handle: FileHandle,
  heard: (bytes: Uint8Array) => void,
  isOpen: () => boolean,
): Promise<void> {
  const buffer = new Uint8Array(READ_CHUNK_BYTES);
  while (isOpen()) {
    const read = await handle.read(buffer).catch(() => undefined);
    // A device that can only be written to has nothing to say and is not gone for it.
    if (read === undefined || read.bytesRead === 0) return;
    heard(buffer.slice(0, read.bytesRead));
  }
}

/** Speed and raw mode of a serial line, by the system's own tool; a line that refuses stays as it is. */
async function setLine(path: string, baud: number): Promise<void> {
  const run = promisify(execFile);
  const [tool, args] =
    process.platform === "win32"
      ? ["mode", [path, `BAUD=${baud}`, "PARITY=n", "DATA=8"]]
      : ["stty", [process.platform === "darwin" ? "-f" : "-F", path, String(baud), "raw", "-echo"]];
  await run(tool, args).catch(() => undefined);
}
