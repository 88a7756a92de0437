/** A receipt by e-mail: kept as an entry at once, sent by the server when it has it; its state is a work row. */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { isMailAddress, mailBuyerId } from "#shared/records/entries/receipt-mailed.ts";
import type { ReceiptBlock, ReceiptDocument } from "#shared/records/receipt.ts";
import { append } from "../core.ts";
import type { Counter } from "../counter.ts";
import { saleRow } from "../views/sales.ts";
import { receipt } from "./sales.ts";

const COLUMNS = 42;

/** Keeps the receipt for its address. Refuses `not-signed-in`, `email-malformed`, `sale-unknown`. */
export function email(
  counter: Counter,
  input: { readonly saleId: string; readonly to: string },
): Result<{ readonly state: "queued" | "sent" }> {
  const who = counter.actor();
  if (!who.ok) return who;
  const to = input.to.trim();
  if (!isMailAddress(to)) return refuse("email-malformed");
  const { core } = counter;
  const row = saleRow(core, input.saleId);
  const document = receipt(core, input.saleId);
  if (row === undefined) return refuse("sale-unknown");
  if (!document.ok) return document;
  const { receiptNumber, clientId = mailBuyerId(core.ids.next()) } = row;
  const mail = { to, subject: titleOf(document.value), lines: [...textOf(document.value)] };
  const body = { saleId: input.saleId, receiptNumber, clientId, mail };
  const written = append(core, who.value, { kind: "receipt.mailed", body });
  return written.ok ? done({ state: "queued" }) : written;
}

function titleOf(document: ReceiptDocument): string {
  const first = document.blocks.find((block) => block.kind === "text");
  const shop = first?.kind === "text" ? first.text : "";
  return `${shop} ${document.number}`.trim().slice(0, 200);
}

/** The document as lines of plain text. */
function textOf(document: ReceiptDocument): readonly string[] {
  return document.blocks.flatMap(linesOf).map((line) => line.slice(0, 400));
}

function linesOf(block: ReceiptBlock): readonly string[] {
  switch (block.kind) {
    case "text":
    case "mark":
      return [block.text];
    case "columns": {
      const cells = block.cells.map(({ text }) => text).filter((text) => text !== "");
      const last = cells.at(-1) ?? "";
      if (cells.length < 2) return [last];
      const first = cells.slice(0, -1).join(" ");
      return [`${first} ${last.padStart(Math.max(0, COLUMNS - first.length - 1))}`];
    }
    case "rule":
      return ["-".repeat(COLUMNS)];
    case "space":
      return Array.from({ length: block.lines }, () => "");
    case "qr":
      return block.caption === undefined ? [] : [block.caption];
    default:
      return [];
  }
}
