/** Receipts of this till's sales as documents: the engine's document with this till's words and keys. */

import { currencyOf } from "#shared/base/iso4217.ts";
import type { SaleCompleted } from "#shared/records/entries/sale-completed.ts";
import type { ReceiptBlock, ReceiptDocument } from "#shared/records/receipt.ts";
import { storeOf, type TillCore } from "../core.ts";

/** The receipt of a sale as it is printed now. */
export function saleReceipt(
  core: TillCore,
  sale: SaleCompleted,
  staffName: string,
): ReceiptDocument {
  const store = storeOf(core);
  const { priced } = sale;
  const money = (minor: number): string => moneyText(minor, priced.currency);
  const blocks: ReceiptBlock[] = [
    text(store?.name ?? "", { bold: true, size: "large", align: "centre" }),
    text(`${store?.address.street ?? ""}, ${store?.address.city ?? ""}`, { align: "centre" }),
    { kind: "rule", heavy: false },
    pair(
      sale.receiptNumber,
      new Date(core.clock.now()).toISOString().slice(0, 16).replace("T", " "),
    ),
    text(staffName),
    { kind: "rule", heavy: false },
    ...priced.lines.flatMap((line) => [
      pair(`${line.quantityMilli / 1000} x ${line.name}`, money(line.grossMinor)),
      ...line.adjustments.map((each) => pair(`  ${each.name}`, money(-each.amountMinor))),
    ]),
    { kind: "rule", heavy: true },
    pair("TOTAL", `${money(priced.totalMinor + sale.roundingMinor)} ${priced.currency}`, true),
    ...priced.taxes.map((tax) => pair(`${tax.name} ${tax.rate}%`, money(tax.taxMinor))),
    ...sale.tenders.map((leg) => pair(leg.name, money(leg.givenMinor ?? leg.amountMinor))),
    ...(sale.changeMinor === 0 ? [] : [pair("Change", money(sale.changeMinor))]),
    { kind: "barcode", symbology: "code128", data: sale.receiptNumber },
    { kind: "cut" },
  ];
  return {
    kind: "sale",
    number: sale.receiptNumber,
    language: store?.locale ?? "en-GB",
    direction: "ltr",
    blocks,
    opensDrawer: sale.tenders.some(({ kind }) => kind === "cash"),
  };
}

function text(
  value: string,
  style: Partial<Extract<ReceiptBlock, { kind: "text" }>> = {},
): ReceiptBlock {
  return { kind: "text", text: value, align: "start", bold: false, size: "normal", ...style };
}

function pair(left: string, right: string, bold = false): ReceiptBlock {
  return {
    kind: "columns",
    cells: [
      { text: left, share: 8, align: "start", bold },
      { text: right, share: 4, align: "end", bold },
    ],
  };
}

function moneyText(minor: number, currency: string): string {
  const exponent = currencyOf(currency)?.exponent ?? 2;
  return (minor / 10 ** exponent).toFixed(exponent);
}
