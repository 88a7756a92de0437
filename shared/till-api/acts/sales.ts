/** Acts on what was sold: find, look, print again, correct, return, exchange, invoice. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { pricedBasket } from "../../records/basket.ts";
import { businessDate, id, milli, minor, shortText } from "../../records/fields.ts";
import { receiptDocument } from "../../records/receipt.ts";
import { TENDER_KINDS, tender } from "../../records/tender.ts";
import { actId, answerOf, savedState } from "../common.ts";
import { doneView } from "../views/basket.ts";
import { saleItem } from "../views/lists.ts";

const refundableLine = z.object({
  lineId: id,
  productId: id,
  name: shortText,
  sku: shortText,
  soldMilli: milli,
  returnableMilli: milli,
  /** What comes back for all of the returnable units. */
  refundMinor: minor,
});

const returnRequestLine = z.object({
  saleLineId: id.optional(),
  productId: id,
  quantityMilli: milli,
  reasonId: id,
  disposition: z.enum(["resell", "repair", "bin", "vendor"]).optional(),
  /** Without receipt: the price to give back, within policy. */
  unitPriceMinor: minor.optional(),
});

const buyer = z.object({ name: shortText, address: shortText, taxNumber: shortText.optional() });

export const salesActs = {
  find: oc
    .input(
      z.object({
        query: shortText.default(""),
        day: businessDate.optional(),
        amountMinor: minor.optional(),
        productId: id.optional(),
        clientId: id.optional(),
        tenderKind: shortText.optional(),
        lastFour: shortText.optional(),
        serial: shortText.optional(),
        limit: z.int().max(200).default(50),
      }),
    )
    .output(z.array(saleItem)),
  /** What was taken out of baskets before payment at this till, and by whom. */
  removed: oc.input(z.object({ limit: z.int().max(500).default(200) })).output(
    z.array(
      z.object({
        at: z.int(),
        staffName: shortText,
        what: z.enum(["line-removed", "quantity-lowered", "basket-abandoned"]),
        amountMinor: minor,
        lines: z.array(z.object({ name: shortText, quantityMilli: milli })),
      }),
    ),
  ),
  get: oc.input(z.object({ saleId: id })).output(
    answerOf(
      z.object({
        sale: saleItem,
        priced: pricedBasket.optional(),
        tenders: z.array(tender),
        refundable: z.array(refundableLine),
        /** Sold under a department, and not joined to a product yet. */
        joinable: z.array(
          z.object({ lineId: id, name: shortText, quantityMilli: milli, totalMinor: minor }),
        ),
        state: savedState,
        /** How the receipt by e-mail stands, when one was asked for. */
        mail: z.enum(["queued", "sent", "failed"]).optional(),
        /** The full invoice, or a return's credit note, that stands for the receipt in the books. */
        invoiceNumber: shortText.optional(),
        /** The credit note that can be issued now, with the buyer where this till knows them. */
        creditNote: z.object({ invoiceNumber: shortText, buyer: buyer.optional() }).optional(),
        explanation: z.array(
          z.object({
            lineId: id,
            code: shortText,
            args: z.record(z.string(), z.union([z.string(), z.number()])),
          }),
        ),
      }),
    ),
  ),
  /** The document as it was printed, in a language of choice. */
  receipt: oc
    .input(
      z.object({
        saleId: id,
        kind: z.enum(["sale", "gift"]).default("sale"),
        language: shortText.optional(),
      }),
    )
    .output(answerOf(receiptDocument)),
  reprint: oc
    .input(z.object({ actId, saleId: id, kind: z.enum(["sale", "gift"]).default("sale") }))
    .output(answerOf(z.object({ state: z.enum(["printed", "waiting"]) }))),
  /** E-mail typed now, sent when there is a connection, once. */
  email: oc
    .input(z.object({ actId, saleId: id, to: shortText }))
    .output(answerOf(z.object({ state: z.enum(["queued", "sent"]) }))),
  /** A scanned receipt: a sale of this till's reach, or what its own signed code proves without it. */
  openReceipt: oc.input(z.object({ raw: z.string().max(4_000) })).output(
    answerOf(
      z.object({
        saleId: id.optional(),
        receiptCode: z.string().optional(),
        receiptNumber: shortText,
        atMs: z.int(),
        clientName: shortText.optional(),
        refundable: z.array(refundableLine),
      }),
    ),
  ),
  /** What would come back, before anyone presses: per line, per tender, with the rule named. */
  previewReturn: oc
    .input(
      z.object({
        saleId: id.optional(),
        receiptCode: z.string().max(4_000).optional(),
        clientId: id.optional(),
        lines: z.array(returnRequestLine).max(500),
        withExchange: z.boolean().default(false),
      }),
    )
    .output(
      answerOf(
        z.object({
          refundMinor: minor,
          lines: z.array(
            z.object({ productId: id, name: shortText, quantityMilli: milli, refundMinor: minor }),
          ),
          legs: z.array(
            z.object({ kind: z.enum(TENDER_KINDS), name: shortText, amountMinor: minor }),
          ),
          needsApproval: z.boolean(),
          /** After the basket in hand: positive is still to pay, negative is paid back. */
          balanceMinor: minor,
        }),
      ),
    ),
  /** Refund, or exchange against the basket in hand (`withExchange`). One entry. */
  completeReturn: oc
    .input(
      z.object({
        actId,
        saleId: id.optional(),
        receiptCode: z.string().max(4_000).optional(),
        clientId: id.optional(),
        lines: z.array(returnRequestLine).min(1).max(500),
        withExchange: z.boolean().default(false),
        refundTo: z.enum(TENDER_KINDS).optional(),
        pay: z.object({ kind: z.enum(TENDER_KINDS), givenMinor: minor.optional() }).optional(),
        identity: shortText.optional(),
        approvalId: id.optional(),
        note: shortText.optional(),
      }),
    )
    .output(answerOf(doneView)),
  /** The last sale put right in two presses: another tender, a forgotten client or discount, or undone whole. */
  correct: oc
    .input(
      z.object({
        actId,
        saleId: id,
        what: z.discriminatedUnion("kind", [
          z.object({ kind: z.literal("undo-all") }),
          z.object({ kind: z.literal("tender"), to: z.enum(TENDER_KINDS) }),
          z.object({ kind: z.literal("client"), clientId: id }),
          z.object({ kind: z.literal("discount"), basisPoints: z.int().min(1).max(10_000) }),
        ]),
        reasonId: id,
        approvalId: id.optional(),
      }),
    )
    .output(answerOf(doneView)),
  /** What was sold under a department is this product: history and stock follow, the sale stands. */
  joinLine: oc
    .input(z.object({ actId, saleId: id, lineId: id, productId: id, approvalId: id.optional() }))
    .output(answerOf(z.object({ saleId: id }))),
  /** The tax-free form of a sale, from the provider that this till is set up with. */
  taxFree: oc
    .input(z.object({ actId, saleId: id, country: shortText }))
    .output(answerOf(z.object({ formNumber: shortText, refundMinor: minor }))),
  invoice: oc
    .input(
      z.object({
        actId,
        saleId: id,
        buyer,
      }),
    )
    .output(answerOf(z.object({ number: shortText, document: receiptDocument }))),
  /** Of a return, or of a sale's whole invoice; the buyer only where another till issued that invoice. */
  creditNote: oc
    .input(z.object({ actId, saleId: id, buyer: buyer.optional() }))
    .output(answerOf(z.object({ number: shortText, document: receiptDocument }))),
};
