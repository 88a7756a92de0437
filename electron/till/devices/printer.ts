/** What a receipt printer is to the till, whatever the cable. Documents become bytes in escpos.ts. */

export type PrinterState = "ready" | "paper-out" | "cover-open" | "off";

export interface Printer {
  readonly id: string;
  readonly name: string;
  /** Characters of a line in the normal size. */
  readonly columns: number;
  readonly state: () => PrinterState;
  /** Sends the bytes. `false` when the printer did not take all of them; then it may be tried again. */
  readonly print: (bytes: Uint8Array) => Promise<boolean>;
}
