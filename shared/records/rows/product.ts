/** `products`: what can be sold. HQ's; kept by position so that any sale can be verified. */
import { z } from "zod";
import { decimal, id, milli, minor, shortText } from "../fields.ts";

export const productRow = z.object({
  id,
  sku: shortText,
  name: shortText,
  /** Names in other languages by locale. */
  names: z.record(z.string(), shortText).optional(),
  /** GTIN-14 padded, all codes that scan as this product. */
  gtins: z.array(z.string()),
  /** `department` is an item without a readable code: price typed, tax of the department. */
  kind: z.enum([
    "goods",
    "service",
    "department",
    "gift-card",
    "deposit",
    "bag",
    "tip",
    "donation",
  ]),
  categoryIds: z.array(id),
  tags: z.array(shortText).default([]),
  brand: shortText.optional(),
  taxCategoryId: id,
  unit: shortText,
  /** Other units it is sold in: a box of twelve. */
  units: z
    .array(z.object({ id, name: shortText, factorMilli: milli, gtins: z.array(z.string()) }))
    .default([]),
  weighed: z.boolean().default(false),
  tracks: z.enum(["none", "serial", "batch"]).default("none"),
  /** Item part of a price- or weight-embedded code. */
  variableCode: shortText.optional(),
  variantOf: id.optional(),
  attributes: z.record(z.string(), shortText).default({}),
  picture: shortText.optional(),
  colour: shortText.optional(),
  restrictionId: id.optional(),
  depositProductId: id.optional(),
  /** Content for the unit price: "0.75 l". */
  content: z.object({ amount: decimal, unit: shortText }).optional(),
  weightGrams: z.int().optional(),
  costMinor: minor.optional(),
  popularity: z.int().default(0),
  blocked: z.enum(["recall", "stop-sale"]).optional(),
  discontinued: z.boolean().default(false),
});
export type ProductRow = Readonly<z.infer<typeof productRow>>;
