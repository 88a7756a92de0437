// Row 12 from afar: a code of the manager's own phone, with the network cut, and what does not get past
// it: another act, another amount, another till, a used, guessed, old or revoked one.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AnyChange } from "#server/entries/working-set.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { approverId } from "#shared/records/settings/index.ts";
import { aCounter, type TestCounter } from "#test/builders/counter.ts";
import { aPhone, type TestPhone } from "#test/builders/phone.ts";
import { CASHIER_ID, CASHIER_PIN, MANAGER_ID, MANAGER_PIN } from "#test/builders/till-chain.ts";
import { actHashOf } from "#till/acts/approval.ts";
import { askCode } from "#till/acts/approval-code.ts";
import { forgetPhone, pairPhone, phones } from "#till/acts/phones.ts";
import * as shift from "#till/acts/shift.ts";
import { approve, auditLog, signIn } from "#till/acts/staff.ts";
import { systemClock } from "#till/host.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let at: TestCounter;
let phone: TestPhone;
let awayMs = 0;

beforeEach(async () => {
  awayMs = 0;
  at = await aCounter({ clock: { ...systemClock, now: () => Date.now() + awayMs } });
  phone = aPhone("Mona's phone");
  await as("manager");
  expect(await phone.pair(at.server.url, (await addressShown()).url)).toMatchObject({ ok: true });
  await phoneHere(true);
  await as("cashier");
  shift.open(at.counter, { actId: "open-press-1", floatMinor: 10_000 });
  at.till.link.cut();
});
afterEach(() => at.close());

async function as(who: "cashier" | "manager"): Promise<void> {
  const [staffId, pin] = who === "cashier" ? [CASHIER_ID, CASHIER_PIN] : [MANAGER_ID, MANAGER_PIN];
  expect((await signIn(at.counter, { staffId, pin })).ok).toBe(true);
}

async function addressShown() {
  const paired = await pairPhone(at.counter, { pin: MANAGER_PIN });
  if (!paired.ok) throw new Error(paired.refusal.code);
  return paired.value;
}

/** Waits until this till knows, or knows no more, a phone of the manager's. */
function phoneHere(isThere: boolean): Promise<void> {
  const { replica, hub } = at.till.core;
  const isSo = () => {
    const body = replica.get("settings", approverId(MANAGER_ID))?.row.body;
    return (body?.["publicKey"] !== undefined) === isThere;
  };
  return new Promise((resolve) => {
    if (isSo()) return resolve();
    const stop = hub.on(["rows:settings"], () => {
      if (!isSo()) return;
      stop();
      resolve();
    });
  });
}

function linkUp(): Promise<void> {
  const { hub, sync } = at.till.core;
  at.till.link.restore();
  return new Promise((resolve) => {
    if (sync.status().link === "up") return resolve();
    const stop = hub.on(["sync"], () => {
      if (sync.status().link !== "up") return;
      stop();
      resolve();
    });
  });
}

const payOut = (amountMinor: number) => ({
  actId: "press-cash-1",
  kind: "pay-out" as const,
  amountMinor,
  reasonId: "window-cleaner",
});

function shown(input: { readonly amountMinor: number }) {
  const actHash = actHashOf(at.counter, input);
  const asked = askCode(at.counter, { act: "cash-move", actHash, ...pickAmount(input) });
  if (!asked.ok) throw new Error(asked.refusal.code);
  const { challenge, registerId, publicKey } = asked.value;
  return { actHash, challenge, registerId, registerKey: publicKey };
}

function pickAmount({ amountMinor }: { readonly amountMinor: number }) {
  return { amountMinor };
}

type Shown = ReturnType<typeof shown>;

/** What the manager's phone makes of what it is told on the telephone. */
function codeFor(
  told: Shown,
  about: { readonly amountMinor: number; readonly act?: string; readonly registerKey?: string },
): string {
  const { registerId, challenge } = told;
  const { act = "cash-move", amountMinor, registerKey = told.registerKey } = about;
  return phone.code({ registerId, challenge, act, amountMinor }, registerKey);
}

function allow(told: Shown, code: string, more: { act?: string; actHash?: string } = {}) {
  const { actHash, challenge } = told;
  return approve(at.counter, {
    act: "cash-move",
    actHash,
    challenge,
    code,
    staffId: MANAGER_ID,
    outcome: "approved",
    ...more,
  });
}

describe("row 12: a manager approves from afar, with the network cut", () => {
  test("the code lets exactly this act pass, and the record says who, who and how", async () => {
    const told = shown(payOut(2_500));
    const code = codeFor(told, { amountMinor: 2_500 });
    const given = await allow(told, `${code.slice(0, 4)} ${code.slice(4)}`);
    const approvalId = given.ok ? given.value.approvalId : "";
    expect(shift.move(at.counter, { ...payOut(2_500), approvalId })).toMatchObject({ ok: true });
    const [entry] = at.till.core.journal.ofKind("approval.given");
    expect(entry?.body).toMatchObject({
      act: "cash-move",
      askedByStaffId: CASHIER_ID,
      approvedByStaffId: MANAGER_ID,
      method: "code",
    });
    expect(auditLog(at.counter, "mona", 10)).toMatchObject([
      { askedBy: "Cara Cashier", approvedBy: "Mona Manager", method: "code" },
    ]);
  });

  test("an approval for one amount does not let another pass", async () => {
    const told = shown(payOut(2_500));
    const given = await allow(told, codeFor(told, { amountMinor: 2_500 }));
    const approvalId = given.ok ? given.value.approvalId : "";
    expect(shift.move(at.counter, { ...payOut(9_900), approvalId })).toMatchObject({
      refusal: { code: "approval-not-for-this" },
    });
  });
});

describe("row 12: what a code is not good for", () => {
  test("an amount that the manager was not told", async () => {
    const told = shown(payOut(9_900));
    expect(await allow(told, codeFor(told, { amountMinor: 2_500 }))).toMatchObject({
      refusal: { code: "approval-code-wrong", args: { triesLeft: 4 } },
    });
  });

  test("another act, whether the manager or the till is told it", async () => {
    const told = shown(payOut(2_500));
    const code = codeFor(told, { amountMinor: 2_500, act: "no-sale" });
    expect(await allow(told, code)).toMatchObject({ refusal: { code: "approval-code-wrong" } });
    const right = codeFor(told, { amountMinor: 2_500 });
    const other = actHashOf(at.counter, payOut(9_900));
    for (const more of [{ act: "correct" }, { actHash: other }]) {
      expect(await allow(told, right, more)).toMatchObject({
        refusal: { code: "approval-code-over" },
      });
    }
  });

  test("a second time, also after the till was ended and started again", async () => {
    const told = shown(payOut(2_500));
    const code = codeFor(told, { amountMinor: 2_500 });
    expect((await allow(told, code)).ok).toBe(true);
    expect(await allow(told, code)).toMatchObject({ refusal: { code: "approval-code-over" } });
    at = await at.restart();
    at.till.link.cut();
    expect(await allow(told, code)).toMatchObject({ refusal: { code: "approval-code-over" } });
  });

  test("an old code for a new number of the same act and amount", async () => {
    const before = shown(payOut(2_500));
    const code = codeFor(before, { amountMinor: 2_500 });
    expect(await allow(shown(payOut(2_500)), code)).toMatchObject({
      refusal: { code: "approval-code-wrong" },
    });
  });

  test("guessing: five tries, then waiting, and ending the till wins no try", async () => {
    const told = shown(payOut(2_500));
    const right = codeFor(told, { amountMinor: 2_500 });
    const guess = (n: number) => String((Number(right) + n) % 1e8).padStart(8, "0");
    for (let n = 1; n < 5; n += 1) {
      expect(await allow(told, guess(n))).toMatchObject({
        refusal: { args: { triesLeft: 5 - n } },
      });
    }
    expect(await allow(told, guess(5))).toMatchObject({ refusal: { code: "locked-out" } });
    at = await at.restart();
    at.till.link.cut();
    expect(await allow(told, right)).toMatchObject({ refusal: { code: "locked-out" } });
    expect(await allow(shown(payOut(2_500)), right)).toMatchObject({
      refusal: { code: "locked-out" },
    });
    // The PIN of the same person has tries of its own: guessing codes keeps no manager out of the till.
    await as("manager");
  });

  test("after ten minutes, and with the till's clock set back", async () => {
    const told = shown(payOut(2_500));
    const code = codeFor(told, { amountMinor: 2_500 });
    awayMs = 10 * MINUTE_MS + 1_000;
    expect(await allow(told, code)).toMatchObject({ refusal: { code: "approval-code-over" } });
    awayMs = -MINUTE_MS;
    expect(await allow(told, code)).toMatchObject({ refusal: { code: "approval-code-over" } });
  });

  test("another till, even when its number should be the same", async () => {
    const told = shown(payOut(2_500));
    const elsewhere = aPhone("another register").publicKey;
    const code = codeFor(told, { amountMinor: 2_500, registerKey: elsewhere });
    expect(await allow(told, code)).toMatchObject({ refusal: { code: "approval-code-wrong" } });
  });

  test("another person's phone", async () => {
    const told = shown(payOut(2_500));
    phone = aPhone("somebody else's phone");
    expect(await allow(told, codeFor(told, { amountMinor: 2_500 }))).toMatchObject({
      refusal: { code: "approval-code-wrong" },
    });
  });

  test("an act that one asked for oneself", async () => {
    await as("manager");
    const told = shown(payOut(2_500));
    expect(await allow(told, codeFor(told, { amountMinor: 2_500 }))).toMatchObject({
      refusal: { code: "not-allowed" },
    });
  });
});

describe("row 12: when somebody leaves", () => {
  const right = () => {
    const told = shown(payOut(2_500));
    return allow(told, codeFor(told, { amountMinor: 2_500 }));
  };

  test("a phone that was taken out, a role that was narrowed, a person who left", async () => {
    at.till.link.restore();
    const { core } = at.till;
    const role = core.catalogue.setting("role", "role-manager") as object;
    const narrowed = { id: "role-manager", kind: "role", body: { ...role, approves: ["z"] } };
    await at.put([settingRow(narrowed)]);
    expect(await right()).toMatchObject({ refusal: { code: "not-allowed" } });
    await at.put([settingRow({ id: "role-manager", kind: "role", body: role })]);
    await as("manager");
    expect((await forgetPhone(at.counter, { staffId: MANAGER_ID })).ok).toBe(true);
    await phoneHere(false);
    await as("cashier");
    expect(await right()).toMatchObject({ refusal: { code: "approval-phone-unknown" } });
    const mona = core.replica.get("staff", MANAGER_ID)?.row as Rows["staff"];
    await at.put([
      { table: "staff", id: MANAGER_ID, row: { ...mona, active: false } } as AnyChange,
    ]);
    expect(await right()).toMatchObject({ refusal: { code: "not-here" } });
  });

  test("a till without contact for longer than badges last takes no codes", async () => {
    awayMs = 13 * DAY_MS;
    expect((await right()).ok).toBe(true);
    awayMs = 16 * DAY_MS;
    expect(await right()).toMatchObject({ refusal: { code: "approval-phone-unknown" } });
  });
});

describe("pairing a phone", () => {
  test("asks for the PIN, a role that approves, and a connection", async () => {
    const pair = (pin: string) => pairPhone(at.counter, { pin });
    expect(await pair(CASHIER_PIN)).toMatchObject({ refusal: { code: "not-allowed" } });
    await as("manager");
    expect(await pair("0000")).toMatchObject({ refusal: { code: "wrong-pin" } });
    expect(await pair(MANAGER_PIN)).toMatchObject({ refusal: { code: "needs-connection" } });
    expect(phones(at.counter)).toMatchObject([{ staffId: MANAGER_ID, isPaired: true }]);
  });

  test("its address is good once, and a phone in use stays so until the new one is here", async () => {
    await linkUp();
    await as("manager");
    const { url } = await addressShown();
    await as("cashier");
    const told = shown(payOut(2_500));
    expect((await allow(told, codeFor(told, { amountMinor: 2_500 }))).ok).toBe(true);
    const next = aPhone("Mona's new phone");
    const taken = await next.pair(at.server.url, url);
    expect(taken).toMatchObject({
      ok: true,
      value: { name: "Mona Manager", registers: [{ name: "Till 1" }] },
    });
    expect(await aPhone("a third").pair(at.server.url, url)).toMatchObject({
      refusal: { code: "pairing-unknown" },
    });
    const { url: server } = at.server;
    expect(await next.news(server, MANAGER_ID, Date.now())).toMatchObject({ ok: true });
    expect(await next.news(server, MANAGER_ID, Date.now() - DAY_MS)).toMatchObject({
      refusal: { code: "phone-unknown" },
    });
    expect(await phone.news(server, MANAGER_ID, Date.now())).toMatchObject({
      refusal: { code: "phone-unknown" },
    });
  });

  test("a cashier takes out nobody's phone", async () => {
    at.till.link.restore();
    expect(await forgetPhone(at.counter, { staffId: MANAGER_ID })).toMatchObject({
      refusal: { code: "not-allowed" },
    });
  });
});

function settingRow(row: { readonly id: string; readonly kind: string; readonly body: object }) {
  return { table: "settings", id: row.id, row } as unknown as AnyChange;
}
