/**
 * Every refusal of the product: a closed table, joined from one file an area. A code exists only if
 * a cashier or manager would act differently; a test keeps codes unique and each part filled in.
 */
import { baseRefusals } from "./base.ts";
import { basketRefusals } from "./basket.ts";
import type { RefusalMeaning } from "./define.ts";
import { fiscalRefusals } from "./fiscal.ts";
import { journalRefusals } from "./journal.ts";
import { moneyRefusals } from "./money.ts";
import { orderRefusals } from "./order.ts";
import { priceRefusals } from "./price.ts";
import { promotionRefusals } from "./promotion.ts";
import { replicaRefusals } from "./replica.ts";
import { returnRefusals } from "./return.ts";
import { saleRefusals } from "./sale.ts";
import { scanRefusals } from "./scan.ts";
import { serverRefusals } from "./server.ts";
import { setupRefusals } from "./setup.ts";
import { shellRefusals } from "./shell.ts";
import { shiftRefusals } from "./shift.ts";
import { stockRefusals } from "./stock.ts";
import { taxRefusals } from "./tax.ts";
import { tenderRefusals } from "./tender.ts";
import { tillRefusals } from "./till.ts";
import { valueRefusals } from "./value.ts";
import { webRefusals } from "./web.ts";

/** The areas, each a closed table of its own. */
export const REFUSAL_AREAS = {
  base: baseRefusals,
  basket: basketRefusals,
  fiscal: fiscalRefusals,
  journal: journalRefusals,
  money: moneyRefusals,
  order: orderRefusals,
  price: priceRefusals,
  promotion: promotionRefusals,
  replica: replicaRefusals,
  return: returnRefusals,
  sale: saleRefusals,
  scan: scanRefusals,
  server: serverRefusals,
  setup: setupRefusals,
  shell: shellRefusals,
  shift: shiftRefusals,
  stock: stockRefusals,
  tax: taxRefusals,
  tender: tenderRefusals,
  till: tillRefusals,
  value: valueRefusals,
  web: webRefusals,
} as const;

type Areas = typeof REFUSAL_AREAS;

/** Every code of every area. */
export type RefusalCode = { [Area in keyof Areas]: keyof Areas[Area] }[keyof Areas] & string;

const ALL: ReadonlyMap<string, RefusalMeaning> = new Map(
  Object.values(REFUSAL_AREAS).flatMap((area) => Object.entries<RefusalMeaning>(area)),
);

/** What a code means to the person who meets it, or nothing for a code that is not one. */
export function refusalMeaning(code: string): RefusalMeaning | undefined {
  return ALL.get(code);
}
