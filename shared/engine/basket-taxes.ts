/** Which taxes a line carries: by its category, in the zone it goes to, valid at that instant. */
import { done, type Result, refuse } from "../base/result.ts";
import type { BasketDraft, Fulfilment } from "../records/basket.ts";
import type { SettingBody } from "../records/settings/index.ts";
import type { CatalogueView } from "./catalogue.ts";
import { type CompiledTaxes, compileTaxes, type TaxRefusal, type TaxRule } from "./tax/rules.ts";

type TaxSetting = SettingBody<"tax">;

/** Settings of taxes by id, and the same taxes ready for use in the order of their zones. */
export interface BasketTaxes {
  readonly byId: ReadonlyMap<string, TaxSetting>;
  readonly compiled: CompiledTaxes;
}

export interface TaxQuestion {
  readonly atMs: number;
  readonly exemption: BasketDraft["exemption"];
}

/** Compiled taxes by the settings they were made from; the inner key is who is exempt, and when. */
const MADE = new WeakMap<object, Map<string, BasketTaxes>>();
const MADE_MAX = 16;

/**
 * All taxes of the chain that are valid at the instant. Zones list them in the order of calculation;
 * taxes of several zones follow each other as the zones are listed.
 */
export function basketTaxes(
  catalogue: CatalogueView,
  question: TaxQuestion,
): Result<BasketTaxes, TaxRefusal> {
  const settings = catalogue.settings("tax");
  const key = keyOf(settings, question);
  const made = MADE.get(settings) ?? new Map<string, BasketTaxes>();
  const known = made.get(key);
  if (known !== undefined) return done(known);
  const byId = new Map<string, TaxSetting>();
  for (const { id, body } of settings) if (isValid(body, question.atMs)) byId.set(id, body);
  const order = new Set<string>();
  for (const zone of catalogue.settings("tax-zone")) {
    for (const ids of Object.values(zone.body.taxes)) for (const id of ids) order.add(id);
  }
  for (const id of byId.keys()) order.add(id);
  const rules = [...order].flatMap((id) => {
    const body = byId.get(id);
    return body === undefined ? [] : [ruleOf(id, body)];
  });
  const compiled = compileTaxes(rules, exemptIds(question.exemption, byId));
  if (!compiled.ok) return compiled;
  const taxes: BasketTaxes = { byId, compiled: compiled.value };
  if (made.size >= MADE_MAX) made.clear();
  made.set(key, taxes);
  MADE.set(settings, made);
  return done(taxes);
}

/**
 * The taxes of a category where the line goes: the zone of the store that hands it over, or the zone
 * of the country it is shipped to. Refuses `tax-category-unknown` and `setting-missing`.
 */
export function taxIdsOf(
  about: {
    readonly taxCategoryId: string;
    readonly fulfilment: Fulfilment | undefined;
    readonly store: SettingBody<"store">;
  },
  catalogue: CatalogueView,
  taxes: BasketTaxes,
): Result<readonly string[], "setting-missing" | "tax-category-unknown"> {
  const zoneId = zoneOf(about.fulfilment, about.store, catalogue);
  const zone = catalogue.setting("tax-zone", zoneId);
  if (zone === undefined) return refuse("setting-missing", { kind: "tax-zone", id: zoneId });
  const ids = Object.hasOwn(zone.taxes, about.taxCategoryId)
    ? zone.taxes[about.taxCategoryId]
    : undefined;
  if (ids === undefined) {
    return refuse("tax-category-unknown", { taxCategoryId: about.taxCategoryId, zoneId });
  }
  return done(ids.filter((id) => taxes.byId.has(id)));
}

function zoneOf(
  fulfilment: Fulfilment | undefined,
  store: SettingBody<"store">,
  catalogue: CatalogueView,
): string {
  if (fulfilment?.kind === "collect" && fulfilment.collectStoreId !== undefined) {
    const collect = catalogue.setting("store", fulfilment.collectStoreId);
    return collect?.taxZoneId ?? store.taxZoneId;
  }
  const country = fulfilment?.kind === "ship" ? fulfilment.country : undefined;
  if (country === undefined || country === store.address.country) return store.taxZoneId;
  const zones = catalogue.settings("tax-zone");
  return zones.find((zone) => zone.body.countries.includes(country))?.id ?? store.taxZoneId;
}

function ruleOf(id: string, body: TaxSetting): TaxRule {
  return {
    id,
    kind: body.kind,
    ...(body.rate === undefined ? {} : { rate: body.rate }),
    ...(body.amountMinor === undefined ? {} : { amountMinor: body.amountMinor }),
    included: body.included,
    affectsLater: body.affectsLater,
    baseAffected: body.baseAffected,
  };
}

function isValid(body: TaxSetting, atMs: number): boolean {
  return (
    (body.validFromMs === undefined || atMs >= body.validFromMs) &&
    (body.validToMs === undefined || atMs < body.validToMs)
  );
}

function exemptIds(
  exemption: BasketDraft["exemption"],
  byId: ReadonlyMap<string, TaxSetting>,
): "all" | readonly string[] {
  if (exemption === undefined) return [];
  return exemption.taxIds === undefined ? "all" : exemption.taxIds.filter((id) => byId.has(id));
}

/** What changes the compiled taxes besides the settings themselves: exemption, and edges in time. */
function keyOf(
  settings: readonly { readonly body: TaxSetting }[],
  { atMs, exemption }: TaxQuestion,
): string {
  const valid = settings.map(({ body }) => (isValid(body, atMs) ? "1" : "0")).join("");
  const exempt = exemption === undefined ? "" : (exemption.taxIds ?? ["*"]).join(",");
  return `${valid}|${exemption === undefined ? 0 : 1}|${exempt}`;
}
