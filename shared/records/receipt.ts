/**
 * A printable document without bytes: blocks that a printer, a picture, an e-mail or a screen renders.
 * Text is already in the reader's language; amounts are already formatted; codes carry their data.
 */
import { z } from "zod";
import { shortText } from "./fields.ts";

const align = z.enum(["start", "centre", "end"]);

const receiptBlock = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("text"),
    text: shortText,
    align: align.default("start"),
    bold: z.boolean().default(false),
    size: z.enum(["normal", "large", "small"]).default("normal"),
    field: shortText.optional(),
  }),
  /** Cells side by side; `share` of the width in twelfths. */
  z.object({
    kind: z.literal("columns"),
    cells: z.array(
      z.object({
        text: shortText,
        share: z.int(),
        align: align.default("start"),
        bold: z.boolean().default(false),
      }),
    ),
    field: shortText.optional(),
  }),
  z.object({ kind: z.literal("rule"), heavy: z.boolean().default(false) }),
  z.object({ kind: z.literal("space"), lines: z.int().default(1) }),
  z.object({
    kind: z.literal("qr"),
    data: z.string().max(2_500),
    caption: shortText.optional(),
    field: shortText.optional(),
  }),
  z.object({
    kind: z.literal("barcode"),
    symbology: z.enum(["ean13", "code128"]),
    data: shortText,
    field: shortText.optional(),
  }),
  z.object({ kind: z.literal("logo"), data: z.string().max(100_000) }),
  z.object({
    kind: z.literal("mark"),
    mark: z.enum(["copy", "training", "gift", "void"]),
    text: shortText,
  }),
  z.object({ kind: z.literal("cut") }),
]);
export type ReceiptBlock = Readonly<z.infer<typeof receiptBlock>>;

export const receiptDocument = z.object({
  kind: z.enum([
    "sale",
    "gift",
    "return",
    "exchange",
    "deposit",
    "x",
    "z",
    "invoice",
    "credit-note",
    "cash-movement",
    "quote",
    "layaway",
    "tax-free",
    "label",
    "test",
  ]),
  number: shortText,
  language: shortText,
  direction: z.enum(["ltr", "rtl"]),
  blocks: z.array(receiptBlock),
  opensDrawer: z.boolean().default(false),
});
export type ReceiptDocument = Readonly<z.infer<typeof receiptDocument>>;
