/** The tax rates of a zone as a person edits them: one percentage a tax category. */
import type { SettingsView } from "#shared/engine/catalogue.ts";
import type { ShopTaxes } from "#shared/hq-api/setup.ts";

/** The rates of a zone, the first of each category; categories with several taxes show the first. */
export function ratesOf(settings: SettingsView, zoneId: string): ShopTaxes {
  const zone = settings.setting("tax-zone", zoneId);
  const rates: ShopTaxes["rates"] = [];
  let included = true;
  for (const [key, [taxId]] of Object.entries(zone?.taxes ?? {})) {
    const tax = taxId === undefined ? undefined : settings.setting("tax", taxId);
    if (tax === undefined) continue;
    included = tax.included;
    rates.push({ key, name: tax.name, rate: tax.rate ?? "0", code: tax.code });
  }
  return { included, rates };
}
