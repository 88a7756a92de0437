/** HQ's percentage offers: published to chosen stores, listed with their state, stopped at once. */
import type { z } from "zod";
import { canonicalJson } from "#shared/base/canonical.ts";
import { compact } from "#shared/base/compact.ts";
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { PersonScope } from "#shared/engine/legal-entity.ts";
import type { hqOffer } from "#shared/hq-api/contract.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { readCurrent, readTable } from "../../database/revisions.ts";
import { type OfferWritten, publishOffer } from "../../rows/offer.ts";
import type { HqDeps } from "./deps.ts";

type HqOffer = Readonly<z.infer<typeof hqOffer>>;

export interface PercentOffer {
  readonly requestId: string;
  readonly name: string;
  readonly percent: string;
  readonly storeIds: readonly string[];
  readonly categoryId?: string | undefined;
  readonly validFromMs?: number | undefined;
  readonly validToMs?: number | undefined;
}

/**
 * Publishes a percentage off a category or everything. The same request again gives the same answer.
 * Refuses what `publishOffer` refuses, and `hq-offer-reused` when the request was for another offer.
 */
export async function publishPercent(
  { core }: HqDeps,
  asked: PercentOffer,
  staffId: string,
): Promise<Result<OfferWritten>> {
  const id = `offer:${asked.requestId}`;
  const [there] = await readCurrent(core.database.now, core.chain, [{ table: "offers", id }]);
  const before = there === undefined ? undefined : (JSON.parse(there.body ?? "null") as OfferRow);
  const wanted = rowOf(asked, {
    id,
    staffId,
    fromMs: before?.validFromMs ?? Math.max(asked.validFromMs ?? 0, core.now()),
  });
  if (there === undefined || before === undefined) return publishOffer(core, wanted);
  const { state: _now, ownerStaffId: _by, ...published } = before;
  const { state: _fresh, ownerStaffId: _who, ...again } = wanted;
  if (canonicalJson(published) !== canonicalJson(again)) return refuse("hq-offer-reused");
  return done({ offerId: id, position: there.position });
}

/** The offer of an id, if there is one. */
export async function offerOf({ core }: HqDeps, offerId: string): Promise<OfferRow | undefined> {
  const name = { table: "offers", id: offerId } as const;
  const [there] = await readCurrent(core.database.now, core.chain, [name]);
  return there === undefined ? undefined : (JSON.parse(there.body ?? "null") as OfferRow);
}

/** Every offer of a percentage in the stores that the person steers, the newest first. */
export async function listOffers({ core }: HqDeps, scope: PersonScope): Promise<HqOffer[]> {
  const nowMs = core.now();
  const rows = (await readTable(core.database.now, core.chain, { table: "offers" }))
    .map(({ body }) => JSON.parse(body ?? "null") as OfferRow)
    .filter((row) => row.kind === "offer" && percentOf(row) !== undefined);
  return rows
    .filter((row) => scope.wholeChain || storesOf(core, row).some((id) => scope.steers.has(id)))
    .map((row): HqOffer => {
      const categoryId = categoryOf(row);
      return {
        id: row.id,
        name: row.name,
        percent: percentOf(row) ?? "",
        state: stateOf(row, nowMs),
        validFromMs: row.validFromMs,
        ...(row.validToMs === undefined ? {} : { validToMs: row.validToMs }),
        storeIds: storesOf(core, row).filter((id) => scope.wholeChain || scope.steers.has(id)),
        ...(categoryId === undefined ? {} : { categoryId }),
      };
    })
    .sort((left, right) => right.validFromMs - left.validFromMs || (left.id < right.id ? -1 : 1));
}

type OfferRow = Rows["offers"];

function rowOf(
  asked: PercentOffer,
  made: { readonly id: string; readonly staffId: string; readonly fromMs: number },
): OfferRow {
  const select = asked.categoryId === undefined ? {} : { categoriesAny: [asked.categoryId] };
  return compact({
    id: made.id,
    kind: "offer" as const,
    name: asked.name,
    state: "live" as const,
    validFromMs: made.fromMs,
    validToMs: asked.validToMs,
    storeIds: [...new Set(asked.storeIds)].sort(),
    priority: 0,
    exclusive: false,
    definition: {
      name: asked.name,
      action: { kind: "percent", target: "items", percent: asked.percent, select },
    },
    ownerStaffId: made.staffId,
  });
}

interface PercentDefinition {
  readonly action?: {
    readonly kind?: string;
    readonly percent?: string;
    readonly select?: { readonly categoriesAny?: readonly string[] };
  };
}

function percentOf(row: OfferRow): string | undefined {
  const { action } = row.definition as PercentDefinition;
  return action?.kind === "percent" ? action.percent : undefined;
}

function categoryOf(row: OfferRow): string | undefined {
  return (row.definition as PercentDefinition).action?.select?.categoriesAny?.[0];
}

function stateOf(row: OfferRow, nowMs: number): HqOffer["state"] {
  if (row.state === "stopped") return "stopped";
  if (row.validFromMs > nowMs) return "coming";
  return row.validToMs !== undefined && row.validToMs <= nowMs ? "ended" : "live";
}

function storesOf(core: HqDeps["core"], row: OfferRow): readonly string[] {
  const stores = core.small.now().settings("store");
  return row.storeIds ?? stores.map(({ id }) => id);
}
