/**
 * HQ's prices: a new row from an instant on, inside the rails and without doubt about which counts.
 * Who may set prices is decided by the caller. Nobody activates a price: it is in force when its time comes.
 */
import { done, type Result, refuse } from "#shared/base/result.ts";
import type { SettingsView } from "#shared/engine/catalogue.ts";
import { checkRails, type RailRefusal } from "#shared/engine/price-book/rails.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { Core } from "../core.ts";
import { readChildren, readCurrent } from "../database/revisions.ts";
import { writeRows } from "./write.ts";

export interface PriceRequest {
  /** Made once at the screen, so that a second press sets the same price and not a second one. */
  readonly requestId: string;
  readonly productId: string;
  readonly bookId: string;
  readonly amountMinor: number;
  /** Now, unless said. */
  readonly validFromMs?: number;
  readonly validToMs?: number;
  readonly reasonId?: string;
  readonly staffId?: string;
}

export type PriceRefusal =
  | RailRefusal
  | "product-unknown"
  | "price-book-unknown"
  | "request-reused";

export interface PriceSet {
  readonly priceId: string;
  readonly position: number;
}

/**
 * Sets a price of a product in a book and tells every till. Refuses `product-unknown`,
 * `price-book-unknown`, what `checkRails` refuses, `prices-overlap` when another price of the book
 * begins at the same instant, and `request-reused` when the request's id has set another price.
 */
export async function setPrice(
  core: Core,
  request: PriceRequest,
): Promise<Result<PriceSet, PriceRefusal>> {
  await core.small.refresh(core.database.now);
  const settings = core.small.now();
  const book = settings.setting("price-book", request.bookId);
  if (book === undefined) return refuse("price-book-unknown", { bookId: request.bookId });
  const row: Rows["prices"] = {
    id: `price:${request.requestId}`,
    bookId: request.bookId,
    productId: request.productId,
    amountMinor: request.amountMinor,
    currency: book.currency,
    minQuantityMilli: 1000,
    validFromMs: request.validFromMs ?? core.now(),
    ...(request.validToMs === undefined ? {} : { validToMs: request.validToMs }),
    kind: "regular",
    ...(request.reasonId === undefined ? {} : { reasonId: request.reasonId }),
    ...(request.staffId === undefined ? {} : { setByStaffId: request.staffId }),
  };
  const stream = `book:${row.bookId}`;
  const written = await core.database.write(async (tx) => {
    const product = { table: "products", id: row.productId } as const;
    if ((await readCurrent(tx, core.chain, [product])).length === 0) return undefined;
    const there = await readChildren(tx, core.chain, {
      table: "prices",
      parents: [row.productId],
    });
    const prices = there.map((each) => JSON.parse(each.body ?? "null") as Rows["prices"]);
    const name = { table: "prices", id: row.id } as const;
    const [known] = await readCurrent(tx, core.chain, [name]);
    if (known !== undefined) {
      const set = JSON.parse(known.body ?? "null") as Rows["prices"] | null;
      return isSamePress(set, row, core.now())
        ? done({ moved: undefined, position: known.position })
        : refuse("request-reused", { requestId: request.requestId });
    }
    const allowed = checkPrice(row, prices, settings);
    if (!allowed.ok) return allowed;
    const moved = await writeRows(tx, core.chain, [{ ...name, row }]);
    const [current] = await readCurrent(tx, core.chain, [name]);
    return done({ moved, position: current?.position ?? moved.get(stream)?.position ?? 0 });
  });
  if (written === undefined) return refuse("product-unknown", { productId: request.productId });
  if (!written.ok) return written;
  if (written.value.moved !== undefined) core.publish(written.value.moved);
  return done({ priceId: row.id, position: written.value.position });
}

/**
 * Whether a request that was carried out already asks for the same once more. Its start may be later:
 * "now" is another instant at each press.
 */
function isSamePress(
  set: Rows["prices"] | null,
  { validFromMs, setByStaffId: _, ...asked }: Rows["prices"],
  nowMs: number,
): boolean {
  if (set === null) return false;
  const { validFromMs: setFromMs, setByStaffId: __, ...rest } = set;
  const isSameStart = validFromMs === setFromMs || (validFromMs <= nowMs && setFromMs <= nowMs);
  return isSameStart && JSON.stringify(sorted(rest)) === JSON.stringify(sorted(asked));
}

function sorted(row: object): readonly (readonly [string, unknown])[] {
  return Object.entries(row).sort(([left], [right]) => (left < right ? -1 : 1));
}

function checkPrice(
  row: Rows["prices"],
  others: readonly Rows["prices"][],
  settings: SettingsView,
): Result<undefined, PriceRefusal> {
  const { amountMinor, validFromMs, validToMs, productId } = row;
  const variant = {
    unitPriceMinor: amountMinor,
    validFromMs,
    ...(validToMs === undefined ? {} : { validUntilMs: validToMs }),
  };
  const limits = { version: 0 };
  const sound = checkRails(variant, limits, amountMinor);
  if (!sound.ok) return sound;
  for (const { body: rail, position } of settings.settings("rail")) {
    if (rail.subject !== "price") continue;
    if (rail.subjectId !== undefined && rail.subjectId !== productId) continue;
    const inside = checkRails(
      variant,
      {
        version: position,
        ...(rail.floorMinor === undefined ? {} : { floorUnitPriceMinor: rail.floorMinor }),
        ...(rail.capMinor === undefined ? {} : { capUnitPriceMinor: rail.capMinor }),
        ...(rail.validFromMs === undefined ? {} : { windowFromMs: rail.validFromMs }),
        ...(rail.validToMs === undefined ? {} : { windowUntilMs: rail.validToMs }),
      },
      amountMinor,
    );
    if (!inside.ok) return inside;
  }
  const clash = others.find(
    (other) =>
      other.id !== row.id &&
      other.bookId === row.bookId &&
      other.unitId === row.unitId &&
      other.kind === row.kind &&
      other.minQuantityMilli === row.minQuantityMilli &&
      other.validFromMs === validFromMs,
  );
  return clash === undefined ? done(undefined) : refuse("prices-overlap", { priceId: clash.id });
}
