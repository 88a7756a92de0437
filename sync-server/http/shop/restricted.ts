/**
 * Restricted goods as the shop API shows them, and as a buyer declares them with an order. The rule is
 * the engine's; here it is only read out and handed on.
 */
import { compact } from "#shared/base/compact.ts";
import type { CatalogueView, SettingsView } from "#shared/engine/catalogue.ts";
import { declaredChecks, restrictionsOf } from "#shared/engine/restricted.ts";
import type { BasketDraft } from "#shared/records/basket.ts";
import type { ShopRestriction } from "#shared/shop-api/contract.ts";

/** A restriction as buyers are told of it; none when it is not set (any more). */
export function shownRestriction(
  settings: Pick<SettingsView, "setting">,
  restrictionId: string | undefined,
): ShopRestriction | undefined {
  if (restrictionId === undefined) return undefined;
  const rule = settings.setting("restriction", restrictionId);
  if (rule === undefined) return undefined;
  const { name, minimumAge, warning, hours, quantityMaxMilli } = rule;
  return compact({ id: restrictionId, name, minimumAge, warning, hours, quantityMaxMilli });
}

/** What the goods of a basket are restricted by, each once. */
export function restrictionsIn(
  draft: BasketDraft,
  catalogue: CatalogueView,
): readonly ShopRestriction[] {
  return restrictionsOf(draft, catalogue).flatMap(
    ({ restrictionId }) => shownRestriction(catalogue, restrictionId) ?? [],
  );
}

/** The basket with what its buyer declares, kept as a till keeps the check that its cashier made. */
export function withDeclared(
  draft: BasketDraft,
  catalogue: CatalogueView,
  declared: { readonly restrictionIds: readonly string[] | undefined; readonly staffId: string },
): BasketDraft {
  const { restrictionIds = [], staffId } = declared;
  const asks = restrictionsOf(draft, catalogue);
  return { ...draft, checks: declaredChecks(asks, restrictionIds, staffId) };
}
