/** The body of a receipt: lines with discounts, taxes by rate, tenders. Shared by sale, return, invoice. */
import type { Adjustment, PricedBasket, PricedLine, TaxPart } from "../../records/basket.ts";
import type { ReturnedLine } from "../../records/entries/return-completed.ts";
import type { ReceiptBlock } from "../../records/receipt.ts";
import type { Tender } from "../../records/tender.ts";
import { pair, prints, type ReceiptContext, row, text } from "./blocks.ts";
import { unitName } from "./units.ts";
import { amountText, quantityIn, rateText } from "./words.ts";

/** What a bar code of a card's number can carry. */
const CODE_128 = /^[\x20-\x7e]{1,40}$/;

/** Lines of a basket, with what was taken off each and why; a gift receipt shows no amounts. */
export function lineBlocks(
  priced: PricedBasket,
  context: ReceiptContext,
  gift = false,
): ReceiptBlock[] {
  const { language } = context;
  const amount = (minor: number) => amountText(minor, priced.currency, language);
  const blocks: ReceiptBlock[] = [];
  for (const line of priced.lines) {
    blocks.push(...oneLine(line, { context, amount, gift }));
    if (gift) continue;
    for (const adjustment of line.adjustments) {
      const name = adjustmentName(adjustment, context);
      blocks.push(pair(`  ${name}`, amount(-adjustment.amountMinor), { field: "discount" }));
    }
  }
  for (const fee of gift ? [] : priced.fees) {
    blocks.push(pair(fee.name, amount(fee.amountMinor), { field: "line" }));
    if (fee.discountMinor > 0) {
      const label = `  ${language.words.discount}`;
      blocks.push(pair(label, amount(-fee.discountMinor), { field: "discount" }));
    }
  }
  return blocks;
}

/** Lines that came back. */
export function returnedBlocks(
  lines: readonly ReturnedLine[],
  currency: string,
  context: ReceiptContext,
): ReceiptBlock[] {
  const { language } = context;
  const amount = (minor: number) => amountText(minor, currency, language);
  return lines.flatMap((line) => {
    const quantity = `-${quantityIn(line.quantityMilli, language)}`;
    const codes = taxCodes(line.taxes, context);
    const blocks: ReceiptBlock[] = [
      pair(`${line.name}${codes}`, amount(-line.totalMinor), { field: "line" }),
      text(`  ${quantity} × ${line.sku}`, { field: "line-quantity" }),
    ];
    if (line.restockingFeeMinor > 0) {
      blocks.push(pair(`  ${language.words.fee}`, amount(line.restockingFeeMinor)));
    }
    return blocks;
  });
}

/** Base, tax and gross of each rate, and the net total. `sign` is -1 for money that goes back. */
export function taxBlocks(
  taxes: readonly TaxPart[],
  about: {
    readonly currency: string;
    readonly totalMinor: number;
    readonly context: ReceiptContext;
    readonly sign?: 1 | -1;
  },
): ReceiptBlock[] {
  const { context, currency } = about;
  const { language } = context;
  const { words } = language;
  const sign = about.sign ?? 1;
  const amount = (minor: number) => amountText(sign * minor, currency, language);
  const showsBase = prints(context, "tax-base");
  const showsRate = prints(context, "tax-rate");
  const blocks: ReceiptBlock[] = [];
  // A heading over one figure a rate would say its word twice.
  if (taxes.length > 0 && showsBase && prints(context, "tax-amount")) {
    blocks.push(
      row([
        [words.rate, 4],
        [words.net, 3],
        [words.tax, 3],
      ]),
    );
  }
  let taxMinor = 0;
  for (const tax of taxes) {
    taxMinor += tax.taxMinor;
    if (!prints(context, "tax-amount")) continue;
    const code = context.taxCodes.get(tax.taxId);
    const rate = showsRate ? rateText(tax.rate, language) : tax.name;
    const label = code === undefined ? rate : `${code} ${rate}`;
    blocks.push(row([[label, 12]], "tax-rate"));
    if (showsBase)
      blocks.push(
        row(
          [
            [words.net, 8],
            [amount(tax.baseMinor), 4],
          ],
          "tax-base",
        ),
      );
    blocks.push(
      row(
        [
          [words.tax, 8],
          [amount(tax.taxMinor), 4],
        ],
        "tax-amount",
      ),
    );
  }
  if (prints(context, "total-net")) {
    const net = amountText(about.totalMinor - sign * taxMinor, currency, language);
    blocks.push(pair(words.net, net, { field: "total-net" }));
  }
  return blocks;
}

/** Each leg, cash given and change, card facts. */
export function tenderBlocks(
  tenders: readonly Tender[],
  currency: string,
  context: ReceiptContext,
): ReceiptBlock[] {
  const { language } = context;
  const { words } = language;
  const blocks: ReceiptBlock[] = [];
  for (const tender of tenders) {
    const given = tender.givenMinor;
    const amount = (minor: number) => amountText(minor, currency, language);
    blocks.push(pair(tender.name, amount(tender.amountMinor), { field: "tender" }));
    if (tender.foreign !== undefined) {
      const { currency: other, amountMinor, rate } = tender.foreign;
      const label = `  ${other} ${amountText(amountMinor, other, language)} @ ${rate}`;
      blocks.push(text(label));
    }
    if (given !== undefined && tender.kind === "cash") {
      blocks.push(pair(`  ${words.given}`, amount(given), { field: "cash-given" }));
      blocks.push(pair(`  ${words.change}`, amount(tender.changeMinor ?? 0), { field: "change" }));
    }
    if (tender.card !== undefined && prints(context, "card")) {
      const { brand, lastFour, authorisation } = tender.card;
      blocks.push(text(`  ${brand} **** ${lastFour} ${authorisation}`, { field: "card" }));
    }
    if (tender.storedForward === true) blocks.push(text(`  ${words["card-stored"]}`));
    if (tender.kind === "points" && tender.points !== undefined) {
      blocks.push(text(`  ${tender.points} ${words.points}`, { field: "points" }));
    }
  }
  return blocks;
}

/**
 * What is left on each gift card and credit that the sale touched, once a card: what a leg saw less what
 * it took, and what `loaded` says of a card that was sold or filled. A card that was sold also as a bar
 * code, so that it can be spent by the receipt alone.
 */
export function balanceBlocks(
  sale: { readonly priced: PricedBasket; readonly tenders: readonly Tender[] },
  loaded: ReadonlyMap<string, number>,
  context: ReceiptContext,
): ReceiptBlock[] {
  const { language } = context;
  const left = new Map<string, number>();
  for (const { kind, name, balance, amountMinor } of sale.tenders) {
    if (balance === undefined || (kind !== "gift-card" && kind !== "credit")) continue;
    // The ledger of a card is named after its number, however that was typed.
    const of = kind === "credit" ? name : balance.id.replace(/^gift:/, "");
    left.set(of, balance.seenMinor - amountMinor);
  }
  for (const [number, minor] of loaded) left.set(number, minor);
  const sold = cardsOf(sale.priced).filter((number) => CODE_128.test(number));
  return [
    ...[...left].map(([of, minor]) =>
      pair(`${language.words.balance} ${of}`, amountText(minor, sale.priced.currency, language)),
    ),
    ...sold.map((data): ReceiptBlock => ({ kind: "barcode", symbology: "code128", data })),
  ];
}

/** The gift cards that a basket sells or fills. */
function cardsOf({ lines }: PricedBasket): readonly string[] {
  return lines.flatMap(({ productKind, reference }) =>
    productKind === "gift-card" && reference !== undefined ? [reference] : [],
  );
}

function oneLine(
  line: PricedLine,
  about: {
    readonly context: ReceiptContext;
    readonly amount: (minor: number) => string;
    readonly gift: boolean;
  },
): ReceiptBlock[] {
  const { context, amount, gift } = about;
  const { language } = context;
  const { quantityMilli } = line;
  const unit = unitName(line.unit, { quantityMilli, language: language.language });
  const quantity = `${quantityIn(quantityMilli, language)} ${unit}`;
  if (gift) {
    return [text(line.name, { field: "line" }), text(`  ${quantity}`, { field: "line-quantity" })];
  }
  const blocks: ReceiptBlock[] = [
    pair(line.name, amount(line.grossMinor), { field: "line" }),
    text(`  ${quantity}`, { field: "line-quantity" }),
  ];
  if (prints(context, "line-unit-price")) {
    blocks.push(text(`  × ${amount(line.unitPriceMinor)}`, { field: "line-unit-price" }));
  }
  if (prints(context, "line-tax-code") && line.taxes.length > 0) {
    const codes = `  ${language.words.code}${taxCodes(line.taxes, context)}`;
    blocks.push(text(codes, { field: "line-tax-code" }));
  }
  for (const serial of line.serials) blocks.push(text(`  # ${serial}`));
  if (line.note !== undefined) blocks.push(text(`  ${line.note}`));
  if (line.productKind === "gift-card" && line.reference !== undefined)
    blocks.push(text(`  # ${line.reference}`));
  return blocks;
}

function taxCodes(taxes: readonly TaxPart[], context: ReceiptContext): string {
  return taxes.map((tax) => ` ${context.taxCodes.get(tax.taxId) ?? tax.rate}`).join("");
}

function adjustmentName(adjustment: Adjustment, context: ReceiptContext): string {
  const { words } = context.language;
  if (adjustment.name !== "") return adjustment.name;
  return adjustment.reasonId === undefined
    ? words.discount
    : `${words.discount} (${adjustment.reasonId})`;
}
