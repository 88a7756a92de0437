/** What a receipt printer is to the till, whatever the cable. Documents become bytes in escpos.ts. */

export type PrinterState = "ready" | "paper-out" | "cover-open" | "off";

/** `broken-off`: some of it may be on paper, so that the next try is a copy. */
export type PrintOutcome = "printed" | "not-started" | "broken-off";

export interface Printer {
  readonly id: string;
  readonly name: string;
  /** Characters of a line in the normal size. */
  readonly columns: number;
  /** One code page for all text; the ones the text needs when absent. */
  readonly codePage?: string | undefined;
  /** As it was when last asked. */
  readonly state: () => PrinterState;
  /** Asks the printer itself. */
  readonly check: () => Promise<PrinterState>;
  /** Sends the bytes and answers when the printer has worked through them. */
  readonly print: (bytes: Uint8Array) => Promise<PrintOutcome>;
  /** Opens the drawer at once, without paper too where the printer can. Says whether it was told. */
  readonly kick: () => Promise<boolean>;
}
