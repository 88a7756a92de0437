/**
 * What a scanned or typed code names: a product, a client, a sale. The form of the code is read by
 * engine/scan; here it is looked up in replica and overlay.
 */
import { currencyOf } from "#shared/base/iso4217.ts";
import { done, type Result, refuse } from "#shared/base/result.ts";
import { parseScan, type Scan } from "#shared/engine/scan.ts";
import { isSoldByVariants } from "#shared/engine/variants.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { businessDateAt, storeOf, type TillCore } from "../core.ts";
import { holdByNumber } from "../views/holds.ts";
import { receiptCodeOf } from "./receipt.ts";

export type ScanFound =
  | {
      readonly kind: "product";
      readonly product: Rows["products"];
      readonly unitId?: string | undefined;
      readonly quantityMilli?: number | undefined;
      readonly embeddedPriceMinor?: number | undefined;
      readonly serials?: readonly string[] | undefined;
      readonly batch?: string | undefined;
      readonly expiresOn?: string | undefined;
    }
  | { readonly kind: "variants"; readonly product: Rows["products"] }
  | { readonly kind: "client"; readonly clientId: string }
  | { readonly kind: "receipt"; readonly saleId: string }
  | { readonly kind: "coupon"; readonly code: string }
  | { readonly kind: "hold"; readonly holdId: string };

/**
 * Looks up what was scanned or typed. Refuses what the reader of the form refuses, `product-unknown`
 * with the code, and `still-filling` with the percentage while the till has not got everything yet and
 * the server was not asked (`asked`) whether a product has this code.
 */
export function lookUp(core: TillCore, raw: string, asked = false): Result<ScanFound> {
  const scan = readScanned(core, raw);
  const found = (scan.ok ? findScanned(core, scan.value) : undefined) ?? findHold(core, raw);
  if (found?.kind === "product" && !asked && isPriceToCome(core, found.product, found)) {
    return unknownProduct(core, shown(raw));
  }
  if (found !== undefined) return done(byVariants(core, found));
  if (!scan.ok) return scan;
  return asked && codeOf(scan.value) !== undefined && scan.value.kind !== "text"
    ? refuse("product-unknown", { code: shown(raw) })
    : unknownProduct(core, shown(raw));
}

/** What is only the name of its variants is named, not sold. */
function byVariants({ catalogue }: TillCore, found: ScanFound): ScanFound {
  if (found.kind !== "product") return found;
  const { product } = found;
  return isSoldByVariants(product, catalogue.variantsOf(product.id))
    ? { kind: "variants", product }
    : found;
}

/** A number of a quote or layaway may look like a product's code with a wrong check digit. */
function findHold(core: TillCore, raw: string): ScanFound | undefined {
  const hold = holdByNumber(core, raw);
  return hold === undefined ? undefined : { kind: "hold", holdId: hold.id };
}

/** The refusal of a product that is not here: whether it may still come is said. */
export function unknownProduct(core: TillCore, code: string) {
  const { filling } = core.sync.status();
  if (filling !== undefined) return refuse("still-filling", { percent: filling.percent });
  return refuse("product-unknown", { code });
}

/**
 * Whether a product that is here lacks its price only because the till is filling: products and price
 * books come in streams of their own, one after the other. What is priced by hand or by its code waits for none.
 */
export function isPriceToCome(
  core: TillCore,
  { id, kind }: Pick<Rows["products"], "id" | "kind">,
  line: {
    readonly typedPriceMinor?: number | undefined;
    readonly embeddedPriceMinor?: number | undefined;
  } = {},
): boolean {
  if (core.sync.status().filling === undefined || kind !== "goods") return false;
  if (line.typedPriceMinor !== undefined || line.embeddedPriceMinor !== undefined) return false;
  return core.catalogue.prices(id, storeOf(core)?.priceBookIds ?? []).length === 0;
}

/**
 * The code by which a product that is not here, or whose price is not, can be asked for; nothing when
 * both are here, or it is none.
 */
export function missingCode(core: TillCore, raw: string): string | undefined {
  const scan = readScanned(core, raw);
  if (!scan.ok) return undefined;
  const found = findScanned(core, scan.value);
  const isHere =
    found !== undefined && (found.kind !== "product" || !isPriceToCome(core, found.product, found));
  if (isHere) return undefined;
  if (findHold(core, raw) !== undefined) return undefined;
  const code = codeOf(scan.value);
  return code === undefined || code === "" ? undefined : code.slice(0, CODE_CHARACTERS_MAX);
}

const CODE_CHARACTERS_MAX = 80;

function shown(raw: string): string {
  return raw.trim().slice(0, CODE_CHARACTERS_MAX);
}

function readScanned(core: TillCore, raw: string) {
  const patterns = core.catalogue.settings("scan-pattern").map(({ body }) => body);
  return parseScan(raw, { patterns, today: businessDateAt(core, core.clock.now()) });
}

function codeOf(scan: Scan): string | undefined {
  switch (scan.kind) {
    case "gtin":
    case "elements":
      return scan.gtin14;
    case "variable-measure":
      return scan.itemCode;
    case "text":
      return scan.text;
    default:
      return undefined;
  }
}

function findScanned(core: TillCore, scan: Scan): ScanFound | undefined {
  switch (scan.kind) {
    case "gtin":
      return productByGtin(core, scan.gtin14);
    case "elements": {
      const product = scan.gtin14 === undefined ? undefined : productByGtin(core, scan.gtin14);
      if (product?.kind !== "product") return undefined;
      return {
        ...product,
        serials: scan.serial === undefined ? undefined : [scan.serial],
        batch: scan.batch,
        expiresOn: scan.expiresOn,
        quantityMilli:
          weighed(scan.weight?.decimal) ??
          (scan.count === undefined ? undefined : scan.count * 1_000),
      };
    }
    case "variable-measure":
      return measured(core, scan);
    case "client-card":
      return clientByCard(core, scan.cardNumber);
    case "receipt-code": {
      const code = receiptCodeOf(core, scan.text);
      return code.ok ? { kind: "receipt", saleId: code.value.saleId } : undefined;
    }
    case "coupon":
      return { kind: "coupon", code: scan.code };
    case "text":
      return byText(core, scan.text);
  }
}

function productByGtin(core: TillCore, gtin14: string): ScanFound | undefined {
  const [at] = core.catalogue.productsByCode(gtin14);
  if (at === undefined) return undefined;
  const unit = at.row.units.find(({ gtins }) => gtins.includes(gtin14));
  return { kind: "product", product: at.row, unitId: unit?.id };
}

function measured(
  core: TillCore,
  scan: Extract<Scan, { kind: "variable-measure" }>,
): ScanFound | undefined {
  const [at] = core.catalogue.productsByCode(scan.itemCode);
  if (at === undefined) return undefined;
  const exponent = currencyOf(storeOf(core)?.currency ?? "EUR")?.exponent ?? 2;
  if (scan.gives === "price") {
    const embeddedPriceMinor = scaled(scan.amount, exponent - scan.decimals);
    return { kind: "product", product: at.row, embeddedPriceMinor };
  }
  const quantityMilli = scaled(scan.amount, 3 - scan.decimals);
  return { kind: "product", product: at.row, quantityMilli };
}

function scaled(amount: number, tens: number): number {
  return tens >= 0 ? amount * 10 ** tens : Math.round(amount / 10 ** -tens);
}

function weighed(decimal: string | undefined): number | undefined {
  return decimal === undefined ? undefined : Math.round(Number(decimal) * 1_000);
}

function clientByCard(core: TillCore, card: string): ScanFound | undefined {
  if (core.lease.isOver()) return undefined;
  const own = core.overlay.overlaid("clients").find(({ row }) => row?.cardCode === card);
  const id = own?.id ?? core.replica.byCode("clients", card)[0]?.row.id;
  return id === undefined ? undefined : { kind: "client", clientId: id };
}

/** A SKU, a card without its frame, or a receipt's number. */
function byText(core: TillCore, text: string): ScanFound | undefined {
  const [bySku] = core.replica.byIndex("products", { where: { sku: text }, limit: 1 });
  if (bySku !== undefined) return { kind: "product", product: bySku.row };
  const [byCode] = core.catalogue.productsByCode(text);
  if (byCode !== undefined) return { kind: "product", product: byCode.row };
  const client = clientByCard(core, text);
  if (client !== undefined) return client;
  const [sale] = core.replica.byIndex("purchases", { where: { receiptNumber: text }, limit: 1 });
  const own = core.overlay.overlaid("purchases").find(({ row }) => row?.receiptNumber === text);
  const purchase = own?.row ?? sale?.row;
  return purchase === undefined ? undefined : { kind: "receipt", saleId: saleIdOf(purchase) };
}

/** The sale a purchase row is about; the store's own row carries it behind a prefix. */
export function saleIdOf(purchase: Rows["purchases"]): string {
  const prefix = `${purchase.kind}:`;
  return purchase.id.startsWith(prefix) ? purchase.id.slice(prefix.length) : purchase.id;
}
