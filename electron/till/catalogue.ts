/**
 * The engine's look-ups over replica and overlay: settings and offers held in memory until a page
 * changes them, products and prices read by index. Nothing is priced here.
 */
import type { At, CatalogueView } from "#shared/engine/catalogue.ts";
import type { Basis } from "#shared/records/entry.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import type { SettingKind } from "#shared/records/rows/setting.ts";
import { type SettingBody, settingBodies } from "#shared/records/settings/index.ts";
import type { Overlay } from "./overlay/overlay.ts";
import type { ReplicaReader } from "./replica/read.ts";
import type { Replica } from "./replica/tables.ts";

export interface TillCatalogue extends CatalogueView {
  /** Rows of these tables changed: what was remembered of them no longer counts. */
  readonly forget: (tables: ReadonlySet<string> | "all") => void;
  /** Raised whenever something that prices depend on may have changed. */
  readonly revision: () => number;
  /** Products with this code, as scanned. */
  readonly productsByCode: (code: string) => readonly At<Rows["products"]>[];
  /** The live products that are variants of this one; none while a first fill goes on. */
  readonly variantsOf: (productId: string) => readonly Rows["products"][];
  /** The checkpoints that prices, offers and taxes are read at now. */
  readonly basis: () => Basis;
}

interface CheckedSetting {
  readonly id: string;
  readonly body: unknown;
  readonly position: number;
}

const BASIS_STREAMS = /^(chain|book):/;
const PRICE_TABLES = ["products", "prices", "offers", "settings"];
const PRODUCTS_REMEMBERED_MAX = 2_000;

/** The look-ups of a till. `overlay` answers prices that this till set and the server has not seen. */
export function openCatalogue(
  replica: ReplicaReader & Pick<Replica, "filling">,
  overlay: () => Pick<Overlay, "overlaid" | "has"> | undefined,
): TillCatalogue {
  let settings: ReadonlyMap<SettingKind, readonly CheckedSetting[]> | undefined;
  let offers: readonly At<Rows["offers"]>[] | undefined;
  const products = new Map<string, At<Rows["products"]> | undefined>();
  const variants = new Map<string, readonly Rows["products"][]>();
  let revision = 1;

  function ofKind(kind: SettingKind): readonly CheckedSetting[] {
    settings ??= readSettings(replica);
    return settings.get(kind) ?? [];
  }

  return {
    setting: <Kind extends SettingKind>(kind: Kind, id: string) =>
      ofKind(kind).find((each) => each.id === id)?.body as SettingBody<Kind> | undefined,
    settings: <Kind extends SettingKind>(kind: Kind) =>
      ofKind(kind) as readonly { id: string; body: SettingBody<Kind>; position: number }[],
    product: (id) => {
      if (products.has(id)) return products.get(id);
      if (products.size >= PRODUCTS_REMEMBERED_MAX) products.clear();
      const found = replica.get("products", id);
      products.set(id, found);
      return found;
    },
    variantsOf: (productId) => {
      const known = variants.get(productId);
      if (known !== undefined) return known;
      // The index is built at the end of a fill, and half a family would not be the whole choice.
      if (replica.filling()) return [];
      if (variants.size >= PRODUCTS_REMEMBERED_MAX) variants.clear();
      const found = replica
        .byIndex("products", { where: { variantOf: productId } })
        .flatMap(({ row }) => (row.discontinued ? [] : [row]));
      variants.set(productId, found);
      return found;
    },
    productsByCode: (code) => replica.byCode("products", code),
    prices: (productId, bookIds) => pricesOf(replica, overlay(), productId, bookIds),
    offers: () => {
      offers ??= replica.byIndex("offers", { where: { kind: "offer", state: "live" } });
      return offers;
    },
    revision: () => revision,
    forget: (tables) => {
      if (tables === "all" || PRICE_TABLES.some((table) => tables.has(table))) revision += 1;
      if (tables === "all" || tables.has("settings")) settings = undefined;
      if (tables === "all" || tables.has("offers")) offers = undefined;
      if (tables !== "all" && !tables.has("products")) return;
      products.clear();
      variants.clear();
    },
    basis: () => {
      const standing = { ...replica.checkpoints(), ...replica.ahead() };
      return Object.fromEntries(
        Object.entries(standing).filter(([stream]) => BASIS_STREAMS.test(stream)),
      );
    },
  };
}

/** All settings by kind; one whose body is not what its kind says is left out, never half believed. */
function readSettings(replica: ReplicaReader): ReadonlyMap<SettingKind, readonly CheckedSetting[]> {
  const byKind = new Map<SettingKind, CheckedSetting[]>();
  for (const { row, position } of replica.each("settings")) {
    const schema = settingBodies[row.kind];
    const body = schema?.safeParse(row.body);
    if (body === undefined || !body.success) continue;
    const list = byKind.get(row.kind) ?? [];
    list.push({ id: row.id, body: body.data, position });
    byKind.set(row.kind, list);
  }
  return byKind;
}

function pricesOf(
  replica: ReplicaReader,
  overlay: Pick<Overlay, "overlaid" | "has"> | undefined,
  productId: string,
  bookIds: readonly string[],
): readonly At<Rows["prices"]>[] {
  const found = bookIds.flatMap((bookId) =>
    replica.byIndex("prices", { where: { productId, bookId } }),
  );
  const own = overlay?.overlaid("prices") ?? [];
  if (own.length === 0) return found;
  const kept = found.filter(({ row }) => overlay?.has("prices", row.id) !== true);
  for (const { row } of own) {
    if (row === undefined || row.productId !== productId || !bookIds.includes(row.bookId)) continue;
    kept.push({ row, position: 0 });
  }
  return kept;
}
