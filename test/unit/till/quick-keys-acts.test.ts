// Quick keys saved at a till: who may, what training and a cut connection say, and the row that comes back.
import { afterEach, beforeEach, expect, test } from "vitest";
import type { QuickPage } from "#shared/records/settings/quick-keys.ts";
import { aCounter, type TestCounter } from "#test/builders/counter.ts";
import { CASHIER_ID, CASHIER_PIN, MANAGER_ID, MANAGER_PIN } from "#test/builders/till-chain.ts";
import { setTraining } from "#till/acts/devices.ts";
import { save } from "#till/acts/quick-keys.ts";
import { signIn } from "#till/acts/staff.ts";
import type { Counter } from "#till/counter.ts";
import { withTraining } from "#till/training.ts";

let at: TestCounter;
let counter: Counter;
beforeEach(async () => {
  at = await aCounter();
  counter = withTraining(at.counter);
  await signIn(counter, { staffId: MANAGER_ID, pin: MANAGER_PIN });
});
afterEach(() => at.close());

function aPage(productId = "mug"): QuickPage {
  const tiles = [{ kind: "product" as const, name: "Mug", productId }];
  return { id: "page-1", name: "Mugs", registerIds: [], fromHour: 6, toHour: 11, tiles };
}

test("a manager's pages come back to the till as the store's own row", async () => {
  const { replica } = at.till.core;
  const own = () => replica.byIndex("settings", { where: { kind: "quick-keys" } });
  const arrived = new Promise<void>((resolve) => {
    replica.onChange(() => own().length > 0 && resolve());
  });
  expect(await save(counter, { pages: [aPage()] })).toMatchObject({ ok: true });
  await arrived;
  expect(own().map(({ row }) => row.body)).toEqual([{ storeId: "s1", pages: [aPage()] }]);
});

test("what the server refuses is refused by its name", async () => {
  expect(await save(counter, { pages: [aPage("gone")] })).toMatchObject({
    refusal: { code: "quick-keys-unknown", args: { name: "Mug" } },
  });
});

test("a cashier may not, training may not, and without a connection nothing is pretended", async () => {
  const saved = async () => save(counter, { pages: [aPage()] });
  setTraining(counter, true);
  expect(await saved()).toMatchObject({ refusal: { code: "quick-keys-in-training" } });
  setTraining(counter, false);
  at.till.link.cut();
  expect(await saved()).toMatchObject({ refusal: { code: "needs-connection" } });
  await signIn(counter, { staffId: CASHIER_ID, pin: CASHIER_PIN });
  expect(await saved()).toMatchObject({ refusal: { code: "not-allowed" } });
});
