/** Sales in bulk over the till-api of a real till process: what the rows about never losing one count. */
import { CASHIER_ID, CASHIER_PIN, CODES } from "#test/builders/till-chain.ts";
import { anActId, type Console, viewWhere } from "./till-process.ts";

type Answer = Awaited<ReturnType<Console["tender"]["add"]>>;

/** Signs the cashier in once the till has its rows. */
export async function signInCashier(client: Console): Promise<void> {
  await viewWhere(client.views.lamp(), ({ filling }) => filling === undefined);
  const who = { actId: anActId(), staffId: CASHIER_ID, pin: CASHIER_PIN };
  const signed = await client.staff.signIn(who);
  if (!signed.ok) throw new Error(JSON.stringify(signed.refusal));
}

const SCANNED = Object.values(CODES);

/** One product into the basket and the pay sheet open. */
async function toPay(client: Console, sale: number): Promise<void> {
  const raw = SCANNED[sale % SCANNED.length] ?? "";
  const scanned = await client.sell.scan({ actId: anActId(), raw });
  if (!scanned.ok) throw new Error(JSON.stringify(scanned.refusal));
  await client.tender.start({ actId: anActId() });
}

function saleOf(answer: Answer): string {
  if (!answer.ok || answer.value.done === undefined) throw new Error(JSON.stringify(answer));
  return answer.value.done.saleId;
}

/** One sale whose payment is pressed in both windows at once; answers its id. */
export async function sellInTwoWindows(
  windows: readonly [Console, Console],
  sale: number,
): Promise<string> {
  const [first, second] = sale % 2 === 0 ? windows : [windows[1], windows[0]];
  await toPay(first, sale);
  const presses = await Promise.all([
    first.tender.add({ actId: anActId(), kind: "cash" }),
    second.tender.add({ actId: anActId(), kind: "cash" }),
  ]);
  const ids = new Set(presses.map(saleOf));
  if (ids.size !== 1) throw new Error(`one basket was sold ${ids.size} times`);
  await first.tender.next({ actId: anActId() });
  return saleOf(presses[0]);
}

const CARD = { brand: "Visa", lastFour: "4242", authorisation: "A1" };

/** One sale, by turns in cash, by card, half and half, and partly by gift card; answers its id. */
export async function sellMixed(client: Console, sale: number): Promise<string> {
  await toPay(client, sale);
  const card = { kind: "card-external" as const, card: CARD };
  const leg = async (tender: Parameters<Console["tender"]["add"]>[0]) => {
    const answer = await client.tender.add(tender);
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
    return answer;
  };
  let paid: Answer;
  switch (sale % 3) {
    case 0:
      paid = await leg({ actId: anActId(), kind: "cash" });
      break;
    case 1:
      paid = await leg({ actId: anActId(), ...card });
      break;
    default:
      await leg({ actId: anActId(), ...card, amountMinor: 50 });
      paid = await leg({ actId: anActId(), kind: "cash" });
  }
  const id = saleOf(paid);
  await client.tender.next({ actId: anActId() });
  return id;
}

/** Ids of all sales that the till lists, its own and the shop's, page by page. */
export async function listedSales(client: Console): Promise<readonly string[]> {
  const ids: string[] = [];
  for (;;) {
    const page = await viewWhere(
      client.views.recentSales({ limit: LISTED_AT_ONCE, offset: ids.length }),
      () => true,
    );
    ids.push(...page.items.map(({ saleId }) => saleId));
    if (page.items.length < LISTED_AT_ONCE) return ids;
  }
}

const LISTED_AT_ONCE = 100;

/** Nothing waits at the till. */
export async function allSent(client: Console): Promise<void> {
  await viewWhere(client.views.lamp(), ({ link, pending }) => link === "up" && pending === 0);
}
