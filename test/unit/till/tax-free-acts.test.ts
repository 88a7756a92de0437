import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AnyChange } from "#server/entries/working-set.ts";
import { aCounter, sold, type TestCounter } from "#test/builders/counter.ts";
import { issueTaxFree, taxFree } from "#till/acts/tax-free.ts";
import {
  openTaxFreeSimulator,
  type TaxFreeSimulator,
} from "#till/devices/virtual/tax-free-simulator.ts";

let at: TestCounter;
let provider: TaxFreeSimulator;
beforeEach(async () => {
  at = await aCounter();
  provider = openTaxFreeSimulator();
});
afterEach(() => at.close());

async function offer(): Promise<void> {
  const policy = at.till.core.replica.get("settings", "policy")?.row;
  const taxFree = { leastMinor: 1_000, homeCountries: ["GB"] };
  const row = { ...policy, body: { ...policy?.body, taxFree } };
  await at.put([{ table: "settings", id: "policy", row } as unknown as AnyChange]);
}
const issue = (saleId: string, country = "jp") =>
  issueTaxFree(at.counter, provider, { saleId, country });
const forms = () => at.till.core.journal.ofKind("tax-free.issued").map(({ body }) => body);

describe("tax-free shopping", () => {
  it("issues one form a sale, also when the answer was lost or the button pressed twice", async () => {
    await offer();
    const saleId = sold(at.counter, ["tee", "mug"]);
    provider.plan.push("silent", "lost");
    expect(await issue(saleId)).toMatchObject({ refusal: { code: "needs-connection" } });
    expect(await issue(saleId)).toMatchObject({ refusal: { code: "needs-connection" } });
    const form = await issue(saleId);
    expect(form).toMatchObject({ ok: true, value: { formNumber: "TF-000001" } });
    expect(await issue(saleId)).toEqual(form);
    expect(provider.issued()).toBe(1);
    expect(forms()).toMatchObject([{ saleId, country: "JP", taxMinor: 292, refundMinor: 219 }]);
  });

  it("is refused by rule, and nothing is kept then", async () => {
    const small = sold(at.counter, ["mug"]);
    expect(await issue(small)).toMatchObject({ refusal: { code: "tax-free-not-offered" } });
    await offer();
    expect(await issue(small)).toMatchObject({
      refusal: { code: "tax-free-too-little", args: { leastMinor: 1_000, paidMinor: 750 } },
    });
    const saleId = sold(at.counter, ["tee"]);
    expect(await issue(saleId, "GB")).toMatchObject({
      refusal: { code: "tax-free-not-traveller" },
    });
    expect(await issue(saleId, "?")).toMatchObject({ refusal: { code: "tax-free-not-traveller" } });
    expect(await taxFree(at.counter, { saleId, country: "JP" })).toMatchObject({
      refusal: { code: "tax-free-not-offered" },
    });
    expect(await issue("gone")).toMatchObject({ refusal: { code: "sale-unknown" } });
    provider.plan.push("decline");
    expect(await issue(saleId)).toMatchObject({ refusal: { code: "tax-free-declined" } });
    expect(forms()).toEqual([]);
  });
});
