import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { priceBasket } from "#shared/engine/basket.ts";
import { ENGINE_VERSION } from "#shared/engine/versions.ts";
import { NOON_MS } from "#test/builders/entry.ts";
import { goldenBaskets, goldenCatalogue } from "#test/builders/golden.ts";

/** Every version up to this build's own must still price as it did when its sales were made. */
const VERSIONS = Array.from({ length: ENGINE_VERSION }, (_, index) => index + 1);

it.each(VERSIONS)("engine version %d prices its golden sales as it did then", (engineVersion) => {
  const file = new URL(
    `../../fixtures/golden-sales/version-${engineVersion}.json`,
    import.meta.url,
  );
  const golden = JSON.parse(readFileSync(file, "utf8")) as unknown[];
  const catalogue = goldenCatalogue();
  const now = goldenBaskets().map((draft) => {
    const priced = priceBasket(draft, catalogue, { atMs: NOON_MS, engineVersion, segmentIds: [] });
    if (!priced.ok) throw new Error(priced.refusal.code);
    return priced.value;
  });
  expect(golden.length).toBeGreaterThan(20);
  expect(now.map((basket) => JSON.stringify(basket))).toEqual(
    golden.map((basket) => JSON.stringify(basket)),
  );
});
