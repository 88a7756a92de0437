/** Demo mode: the tour, each step ticked when it really happened, read from journal, desk and link. */
import { isEntryOf } from "#shared/records/entry.ts";
import { GUIDE_STEPS, type GuideStep, type GuideView } from "#shared/till-api/views/guide.ts";
import type { Counter } from "../counter.ts";

const KIND = "guide";

/** Notes once that a step happened. */
export function tick(counter: Counter, step: GuideStep): void {
  const { desk } = counter.core.journal;
  if (desk.get<number>(KIND, step) !== undefined) return;
  desk.put(KIND, step, counter.core.clock.now());
  counter.core.hub.emit(["guide"]);
}

/** Ticks what others did and a page of rows brought: an order in the web shop, a price at head office. */
export function watchTour(counter: Counter): () => void {
  const { core } = counter;
  const sinceMs = core.clock.now();
  return core.replica.onChange(({ tables }) => {
    if (tables.has("prices")) tick(counter, "hq-price");
    const bought = tables.get("purchases") ?? [];
    const fromWeb = bought.some(({ row }) => row?.channel === "web" && Number(row.at) >= sinceMs);
    if (fromWeb) tick(counter, "web-order");
  });
}

/** Begins the tour anew. */
export function restartTour(counter: Counter): void {
  for (const step of GUIDE_STEPS) counter.core.journal.desk.delete(KIND, step);
  counter.core.journal.desk.put(KIND, "begun-after", counter.core.journal.head().sequence);
  counter.core.hub.emit(["guide"]);
}

/** The tour as it stands. */
export function readGuide(counter: Counter): GuideView {
  observe(counter);
  const { desk } = counter.core.journal;
  const { codesUrl, webShopUrl, hqUrl } = counter.demo;
  return {
    steps: GUIDE_STEPS.map((key) => {
      const atMs = desk.get<number>(KIND, key);
      return { key, done: atMs !== undefined, ...(atMs === undefined ? {} : { atMs }) };
    }),
    ...(codesUrl === undefined ? {} : { codesUrl }),
    ...(webShopUrl === undefined ? {} : { webShopUrl }),
    ...(hqUrl === undefined ? {} : { hqUrl }),
  };
}

/** Ticks what can be seen from where things stand now. */
function observe(counter: Counter): void {
  const { core } = counter;
  const { desk } = core.journal;
  const after = desk.get<number>(KIND, "begun-after") ?? 0;
  const basket = counter.basket();
  const status = core.sync.status();
  if (counter.session() !== undefined) tick(counter, "sign-in");
  if (basket.draft.lines.length >= 3) tick(counter, "three-lines");
  if (basket.draft.clientId !== undefined) tick(counter, "find-client");
  if (status.cutByHand) tick(counter, "cut-connection");
  const sales = core.journal
    .ofKind("sale.completed", after)
    .filter((entry) => isEntryOf(entry, "sale.completed"));
  if (sales.length > 0) tick(counter, "pay");
  const cutAtMs = desk.get<number>(KIND, "cut-connection");
  if (cutAtMs === undefined) return;
  const offline = sales.filter(({ at }) => at >= cutAtMs);
  if (offline.length >= 2 && status.cutByHand) tick(counter, "sell-offline");
  if (!status.cutByHand && status.link === "up" && status.pending === 0) tick(counter, "reconnect");
}
