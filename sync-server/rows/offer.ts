/** HQ's offers: published to stores, and stopped. Who may do so is decided by the caller. */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { offerOf } from "#shared/engine/basket-offers.ts";
import { compileOffers } from "#shared/engine/promotion/compile.ts";
import { CATALOGUE_STREAM } from "#shared/protocol/streams.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { offerRow } from "#shared/records/rows/offer.ts";
import type { Core } from "../core.ts";
import { readCurrent } from "../database/revisions.ts";
import { writeRows } from "./write.ts";

export interface OfferWritten {
  readonly offerId: string;
  readonly position: number;
}

/**
 * Publishes an offer (or its next version) and tells every till. Refuses `row-malformed`, whatever
 * the engine finds wrong with the offer itself (`offer-...`), and `offer-outside-rail` when a rail of
 * the subject `offer` limits the percentage below the offer's.
 */
export async function publishOffer(
  core: Core,
  offer: Rows["offers"],
): Promise<Result<OfferWritten>> {
  const checked = offerRow.safeParse(offer);
  if (!checked.success) {
    const position = checked.error.issues[0]?.path.map(String).join(".") ?? "";
    return refuse("row-malformed", { table: "offers", id: String(offer.id) }, position);
  }
  if (offer.kind === "offer") {
    const compiled = compileOffers([offerOf(checked.data)]);
    if (!compiled.ok) return compiled;
    await core.small.refresh(core.database.now);
    const limit = railOf(core);
    const percent = percentOf(checked.data);
    if (limit !== undefined && percent !== undefined && percent * 100 > limit) {
      return refuse("offer-outside-rail", { limitBasisPoints: limit });
    }
  }
  return done(await write(core, checked.data));
}

/** Stops an offer at once. Refuses `offer-unknown`. */
export async function stopOffer(core: Core, offerId: string): Promise<Result<OfferWritten>> {
  const name = { table: "offers", id: offerId } as const;
  const [there] = await readCurrent(core.database.now, core.chain, [name]);
  if (there === undefined) return refuse("offer-unknown", { offerId });
  const row = JSON.parse(there.body ?? "null") as Rows["offers"];
  return done(await write(core, { ...row, state: "stopped" }));
}

async function write(core: Core, row: Rows["offers"]): Promise<OfferWritten> {
  const name = { table: "offers", id: row.id } as const;
  const { moved, position } = await core.database.write(async (tx) => {
    const written = await writeRows(tx, core.chain, [{ ...name, row }]);
    const [current] = await readCurrent(tx, core.chain, [name]);
    const head = written.get(CATALOGUE_STREAM)?.position ?? 0;
    return { moved: written, position: current?.position ?? head };
  });
  core.publish(moved);
  return { offerId: row.id, position };
}

function railOf(core: Core): number | undefined {
  const limits = core.small
    .now()
    .settings("rail")
    .filter(({ body }) => body.subject === "offer" && body.maxBasisPoints !== undefined)
    .map(({ body }) => body.maxBasisPoints ?? 10_000);
  return limits.length === 0 ? undefined : Math.min(...limits);
}

/** The percentage of a plain offer; offers of other kinds are limited by their budget. */
function percentOf(row: Rows["offers"]): number | undefined {
  const action = row.definition.action;
  if (typeof action !== "object" || action === null || !("percent" in action)) return undefined;
  const percent = Number(action.percent);
  return Number.isFinite(percent) ? percent : undefined;
}
