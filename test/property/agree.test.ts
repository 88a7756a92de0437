// Row 58: one engine at till, server and web shop. The million is `npm run agree -- --baskets 1000000`.
import { expect, test } from "vitest";
import { agree } from "../../scripts/agree/agreement.ts";

test("row 58: 10,000 random baskets are priced byte-equal at till, server and web shop", async () => {
  const result = await agree({ baskets: 10_000, seed: "row 58" });
  expect(result.first).toBeUndefined();
  expect(result.baskets).toBe(10_000);
  expect(result.refused).toBeLessThan(result.baskets / 2);
});
