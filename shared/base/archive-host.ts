// What making an archive asks of the machine: hashing, compressing, scratch files. It is done in machine/.

/** What the archive needs of the machine it is made on. */
export interface ArchiveHost {
  readonly sha256: () => {
    readonly update: (bytes: Uint8Array) => void;
    /** Lower-case hexadecimal; once. */
    readonly digest: () => string;
  };
  /** CRC-32 of the bytes, going on from that of the bytes before; 0 at the start. */
  readonly crc32: (bytes: Uint8Array, before: number) => number;
  /** A piece of a raw deflate stream; the pieces of a file one after another are one stream. */
  readonly deflate: (bytes: Uint8Array, isLast: boolean) => Uint8Array;
  /** Adds to a scratch file. */
  readonly append: (name: string, bytes: Uint8Array) => void;
  /** A scratch file from its beginning, piece by piece. */
  readonly read: (name: string) => Iterable<Uint8Array>;
}
