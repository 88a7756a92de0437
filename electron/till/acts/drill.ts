/**
 * The outage drill: what would work if the line went down now. Each check really does the thing, in a
 * training till of its own that is thrown away: sell and undo, print, return, promise, each badge,
 * three clients, the price list. The score and what failed are one entry, which HQ sees.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { DrillCompleted } from "#shared/records/entries/drill-completed.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { RoleSetting } from "#shared/records/settings/index.ts";
import { append, policyOf, storeOf, type TillCore } from "../core.ts";
import { type Counter, openCounter, type Session } from "../counter.ts";
import { badgeTrouble, peopleHere } from "../staff.ts";
import { closeTrainingCore, openTrainingCore } from "../training.ts";
import { priceNow } from "../views/product-item.ts";
import { mergedRows } from "../views/rows.ts";
import { correct } from "./correct.ts";
import { takeBack } from "./returns.ts";
import * as sell from "./sell.ts";
import * as tender from "./tender.ts";

type Check = DrillCompleted["checks"][number];

const FILE = "drill.db";
const PRODUCTS_TRIED = 200;
const CLIENTS_LOOKED_AT = 3;
const HOUR_MS = 3_600_000;

/**
 * Runs the drill and records it. Refuses `not-signed-in`, `not-allowed` without the permission "drill",
 * and the journal's codes. A check that fails lowers the score by its share and is named.
 */
export async function drill(
  counter: Counter,
): Promise<Result<{ readonly scorePercent: number; readonly checks: Check[] }>> {
  const who = counter.actor();
  if (!who.ok) return who;
  const { session } = who.value;
  if (session.role?.permissions.includes("drill") !== true) return refuse("not-allowed");
  const real = counter.core.real ?? counter.core;
  clear(real);
  const opened = openTrainingCore(real, FILE);
  if (!opened.ok) return opened;
  const checks = await checksOf(counter, opened.value, session);
  closeTrainingCore(opened.value);
  clear(real);
  const passed = checks.filter((check) => check.passed).length;
  const scorePercent = Math.floor((passed * 100) / checks.length);
  const body = { drillId: real.ids.next(), scorePercent, checks };
  const written = append(real, who.value, { kind: "drill.completed", body });
  return written.ok ? done({ scorePercent, checks }) : written;
}

async function checksOf(counter: Counter, core: TillCore, session: Session): Promise<Check[]> {
  const trial = openCounter({ core, printer: counter.queue.printer() });
  trial.setSession({ ...session, locked: false, role: allowedAll(session.role) });
  const product = sellable(core);
  const checks: Check[] = [];
  checks.push(...sellAndUndo(trial, product));
  checks.push(await print(trial));
  checks.push(promised(trial, product));
  for (const person of peopleHere(core)) {
    if (person.badgeHash === undefined) continue;
    const trouble = badgeTrouble(core, person);
    checks.push(checkOf("badge", trouble === undefined, trouble ?? person.name, person.name));
  }
  checks.push(clientsKnown(core), ...priceLists(core));
  return checks;
}

/** One sale, one of it taken back, and one undone, each written to the drill's own journal. */
function sellAndUndo(trial: Counter, product: Rows["products"] | undefined): Check[] {
  const name = product?.name ?? "no product with a price";
  const first = saleOf(trial, product);
  const line =
    first === undefined
      ? undefined
      : trial.core.overlay.row("purchases", `sale:${first}`)?.lines[0];
  const back =
    first === undefined || line === undefined
      ? undefined
      : takeBack(trial, {
          actId: trial.core.ids.next(),
          saleId: first,
          lines: [
            {
              saleLineId: line.id,
              productId: line.productId,
              quantityMilli: line.quantityMilli,
              reasonId: "drill",
            },
          ],
          withExchange: false,
        });
  const second = saleOf(trial, product);
  const undone =
    second === undefined
      ? undefined
      : correct(trial, {
          actId: trial.core.ids.next(),
          saleId: second,
          what: { kind: "undo-all" },
          reasonId: "drill",
        });
  return [
    checkOf("sell", first !== undefined, name),
    checkOf("undo", undone?.ok === true, whyOf(undone) ?? name),
    checkOf("return", back?.ok === true, whyOf(back) ?? name),
  ];
}

function saleOf(trial: Counter, product: Rows["products"] | undefined): string | undefined {
  if (product === undefined) return undefined;
  const added = sell.add(trial, { productId: product.id, quantityMilli: 1_000 });
  if (!added.ok || !tender.start(trial).ok) return undefined;
  const paid = tender.add(trial, { kind: "cash" });
  tender.next(trial);
  return paid.ok ? paid.value.done?.saleId : undefined;
}

/** The papers of the drill's own sales, marked as training; the drawer hangs on the same cable. */
async function print(trial: Counter): Promise<Check> {
  const printer = trial.queue.printer();
  if (printer === undefined) return checkOf("printer", false, "no printer is set up");
  const { waiting } = await trial.queue.run();
  const isOut = waiting === 0 && trial.queue.jobs().length > 0;
  return checkOf("printer", isOut, `${printer.name}: ${printer.state()}`);
}

function promised(trial: Counter, product: Rows["products"] | undefined): Check {
  const { core } = trial;
  const [placeId] = storeOf(core)?.warehousePlaceIds ?? [];
  if (product === undefined || placeId === undefined) {
    return checkOf("promise", placeId === undefined, "no warehouse");
  }
  const added = sell.add(trial, { productId: product.id, quantityMilli: 1_000 });
  const lineId = added.ok ? (added.value.lineId ?? "") : "";
  const asked = { lineId, placeId, how: "ship", fallback: "refund" } as const;
  const said = sell.promise(trial, asked);
  const paid = said.ok && tender.start(trial).ok ? tender.add(trial, { kind: "cash" }) : said;
  const isMade = core.journal.ofKind("order.promised").length > 0;
  return checkOf("promise", isMade, whyOf(paid) ?? product.name);
}

function clientsKnown(core: TillCore): Check {
  const rows = mergedRows(core, "clients", {
    order: { column: "lastVisitMs", descending: true },
    limit: CLIENTS_LOOKED_AT,
    matches: () => true,
  });
  const wanted = Math.min(CLIENTS_LOOKED_AT, core.replica.count("clients"));
  const names = rows.map((row) => core.overlay.row("clients", row.id)?.name ?? "");
  const isKnown = names.length >= wanted && names.every((name) => name !== "");
  return checkOf("clients", isKnown, names.join(", "));
}

/** Each price list of the store is here, in force, and was heard of within the client lease. */
function priceLists(core: TillCore): Check[] {
  const nowMs = core.clock.now();
  const heardMs = core.sync.status().lastPulledAtMs ?? 0;
  const hours = policyOf(core)?.offline.clientLeaseHours ?? 0;
  const isOld = hours > 0 && nowMs - heardMs > hours * HOUR_MS;
  return (storeOf(core)?.priceBookIds ?? []).map((bookId) => {
    const book = core.catalogue.setting("price-book", bookId);
    const isOver = book?.validToMs !== undefined && book.validToMs <= nowMs;
    const name = book?.name ?? bookId;
    return checkOf("price-list", book !== undefined && !isOver && !isOld, name);
  });
}

/** A product that can be sold as it is: it has a price and asks for nothing more. */
function sellable(core: TillCore): Rows["products"] | undefined {
  const rows = core.replica.byIndex("products", { limit: PRODUCTS_TRIED });
  const [placeId = ""] = storeOf(core)?.warehousePlaceIds ?? [];
  const plain = rows
    .map(({ row }) => row)
    .filter(
      (row) =>
        row.kind === "goods" &&
        row.tracks === "none" &&
        row.restrictionId === undefined &&
        !row.weighed &&
        row.blocked === undefined &&
        priceNow(core, row) !== undefined,
    );
  const inWarehouse = plain.find(
    (row) => (core.overlay.row("stock", `${placeId}:${row.id}`)?.onHandMilli ?? 0) >= 5_000,
  );
  return inWarehouse ?? plain[0];
}

/** Nobody has to approve a drill: it is about what the till can, not what this person may. */
function allowedAll(role: RoleSetting | undefined): RoleSetting | undefined {
  if (role === undefined) return undefined;
  const permissions = [...role.permissions, "return", "return-no-receipt", "correct"];
  return { ...role, permissions, refundLimitMinor: Number.MAX_SAFE_INTEGER };
}

function checkOf(key: string, passed: boolean, detail: string, name?: string): Check {
  const text = name === undefined || detail === name ? detail : `${name}: ${detail}`;
  return { key, passed, detail: text.slice(0, 400) };
}

function whyOf(result: Result<unknown> | undefined): string | undefined {
  return result === undefined || result.ok ? undefined : result.refusal.code;
}

function clear(core: TillCore): void {
  for (const end of ["", "-wal", "-shm", "-journal"]) {
    rmSync(join(core.dataDir, `${FILE}${end}`), { force: true });
  }
}
