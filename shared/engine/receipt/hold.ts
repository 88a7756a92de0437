/** The papers of a quote or a layaway: what stands until when, what is paid ahead, and how it ended. */
import type { BasketHeld } from "../../records/entries/basket-held.ts";
import type { HoldCancelled } from "../../records/entries/hold-cancelled.ts";
import type { ReceiptBlock, ReceiptDocument } from "../../records/receipt.ts";
import { documentOf, foot, head, pair, prints, type ReceiptContext, RULE, text } from "./blocks.ts";
import { lineBlocks, taxBlocks, tenderBlocks } from "./goods.ts";
import { amountText, dateText } from "./words.ts";

/**
 * The paper of a basket that was set aside, now or later: lines at their held prices, until when, what
 * lies paid ahead and what is left. The barcode is the number, which finds it again when scanned.
 */
export function receiptOfHold(
  body: BasketHeld,
  context: ReceiptContext,
  about: {
    readonly atMs: number;
    readonly number: string;
    /** Minor units. */
    readonly paidMinor: number;
    readonly clientName?: string | undefined;
  },
): ReceiptDocument {
  const { kind, priced, note } = body;
  const { language } = context;
  const { words } = language;
  const { currency, totalMinor } = priced;
  const amount = (minor: number) => amountText(minor, currency, language);
  const { number, paidMinor, clientName } = about;
  const isLayaway = kind === "layaway";
  const until = words[isLayaway ? "held-until" : "valid-to"];
  const blocks: ReceiptBlock[] = head(context, { title: kind, number, atMs: about.atMs });
  if (clientName !== undefined && prints(context, "client")) {
    blocks.push(pair(words.client, clientName, { field: "client" }));
  }
  blocks.push(
    ...lineBlocks(priced, context),
    RULE,
    pair(words.total, `${currency} ${amount(totalMinor)}`, { field: "total", bold: true }),
  );
  if (isLayaway) {
    const first = pair(words["first-payment"], amount(body.firstPaymentMinor));
    if (paidMinor === 0 && body.firstPaymentMinor > 0) blocks.push(first);
    blocks.push(
      pair(words["paid-ahead"], amount(paidMinor)),
      pair(words["still-to-pay"], amount(totalMinor - paidMinor), { bold: true }),
    );
  }
  blocks.push(
    RULE,
    ...taxBlocks(priced.taxes, { currency, totalMinor, context }),
    pair(until, dateText(body.validTo, language), { bold: true }),
    ...(note === undefined ? [] : [text(note)]),
    { kind: "barcode", symbology: "code128", data: number },
    ...foot({ ...context, signedCode: undefined }),
  );
  return documentOf(context, { kind, number, blocks });
}

/** The paper of a hold that ended without a sale: what was paid, what is kept, what goes back and how. */
export function receiptOfHoldCancelled(
  body: HoldCancelled,
  context: ReceiptContext,
  about: { readonly atMs: number; readonly number: string; readonly reason: string },
): ReceiptDocument {
  const { kind, currency, tenders } = body;
  const { language } = context;
  const { words } = language;
  const { number } = about;
  const amount = (minor: number) => amountText(minor, currency, language);
  const blocks: ReceiptBlock[] = [
    ...head(context, { title: kind, number, atMs: about.atMs }),
    text(words.cancelled, { bold: true, align: "centre" }),
    text(about.reason),
    RULE,
    pair(words["paid-ahead"], amount(body.paidMinor)),
    ...(body.feeMinor === 0 ? [] : [pair(words["fee-kept"], amount(body.feeMinor))]),
    pair(words.refund, `${currency} ${amount(body.refundMinor)}`, { field: "total", bold: true }),
    ...tenderBlocks(tenders, currency, context),
    ...foot({ ...context, signedCode: undefined }),
  ];
  const opensDrawer = tenders.some((tender) => tender.kind === "cash") && context.copy !== true;
  return documentOf(context, { kind, number, blocks, opensDrawer });
}
