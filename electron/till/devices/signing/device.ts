/**
 * What a signing device (in Germany a TSE, BSI TR-03153) is to the till, whatever it speaks. It signs a
 * transaction from its start to its finish with its own clock and counters. When it is asked is the
 * business of fiscal/signing.ts; the wire is in frames.ts and driver.ts.
 *
 *   start -> [update ...] -> finish      each answered with number, log time, counter, signature
 */

/** Why a device did not sign. A refusal of the device itself is told by name. */
export type SigningTrouble =
  | "off"
  | "time-out"
  | "full"
  | "certificate-expired"
  | "clock-not-set"
  | "transaction-unknown"
  | "refused";

export type SigningAnswer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly trouble: SigningTrouble };

/** What the device says of itself. */
export interface SigningFacts {
  /** SHA-256 of its public key, hexadecimal. */
  readonly serialNumber: string;
  /** base64. */
  readonly publicKey: string;
  readonly certificate: string;
  /** Such as `ecdsa-plain-SHA256`. */
  readonly algorithm: string;
  /** Such as `unixTime`. */
  readonly timeFormat: string;
}

/** Where and when a transaction was begun. */
export interface StartedStep {
  readonly transactionNumber: number;
  /** By the device's own clock. */
  readonly logTimeMs: number;
  readonly signatureCounter: number;
}

/** One signed step of a transaction. */
export interface SignedStep extends StartedStep {
  /** base64. */
  readonly signature: string;
}

export interface SigningInput {
  /** The register as the device knows it. */
  readonly clientId: string;
  readonly processType: string;
  readonly processData: string;
}

export interface SigningDevice {
  readonly id: string;
  readonly name: string;
  readonly describe: () => Promise<SigningAnswer<SigningFacts>>;
  /** Sets the device's clock, which it forgets without power. */
  readonly setTime: (nowMs: number) => Promise<SigningAnswer<null>>;
  readonly start: (input: SigningInput) => Promise<SigningAnswer<SignedStep>>;
  readonly update: (
    input: SigningInput & { readonly transactionNumber: number },
  ) => Promise<SigningAnswer<SignedStep>>;
  readonly finish: (
    input: SigningInput & { readonly transactionNumber: number },
  ) => Promise<SigningAnswer<SignedStep>>;
  /** Transactions of a register that were started and not finished, the oldest first. */
  readonly openTransactions: (clientId: string) => Promise<SigningAnswer<readonly StartedStep[]>>;
  /** The finish of a transaction from the device's log, after the answer to it was lost. */
  readonly finished: (transactionNumber: number) => Promise<SigningAnswer<SignedStep>>;
  readonly close: () => void;
}
