/** A signed-in counter over a real till, journal and server, for tests of what acts do. */
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { AnyChange } from "#server/entries/working-set.ts";
import { putRows } from "#server/rows/put.ts";
import { answered } from "#till/acts/answer.ts";
import { actHashOf } from "#till/acts/approval.ts";
import * as sell from "#till/acts/sell.ts";
import { approve, signIn } from "#till/acts/staff.ts";
import * as tender from "#till/acts/tender.ts";
import { type Counter, openCounter } from "#till/counter.ts";
import { openVirtualPrinter, type VirtualPrinter } from "#till/devices/virtual-printer.ts";
import type { TillClock } from "#till/host.ts";
import type { Topic } from "#till/hub.ts";
import { openTill, type Till } from "#till/main.ts";
import { aFolder } from "./journal.ts";
import {
  CASHIER_ID,
  CASHIER_PIN,
  CODES,
  MANAGER_ID,
  MANAGER_PIN,
  startTestShop,
} from "./till-chain.ts";

export interface TestCounter {
  readonly till: Till;
  readonly counter: Counter;
  readonly printer: VirtualPrinter;
  readonly server: Awaited<ReturnType<typeof startTestShop>>;
  /** Head office changes rows; resolves when this till has them. */
  readonly put: (rows: readonly AnyChange[]) => Promise<void>;
  /** Ends the till and opens it again over the same folder, as after a power cut. */
  readonly restart: () => Promise<TestCounter>;
  readonly close: () => Promise<void>;
}

/** A till of store s1 with its cashier signed in and its replica full. */
export async function aCounter(choice: { readonly clock?: TillClock } = {}): Promise<TestCounter> {
  const folder = aFolder();
  const server = await startTestShop(join(folder.path, "server.db"));
  const code = await server.enrolmentCode("s1", "Till 1");
  const printer = openVirtualPrinter();
  const close = async (): Promise<void> => {
    await server.close();
    folder.remove();
  };

  async function open(enrolmentCode?: string): Promise<TestCounter> {
    const opened = await openTill({
      dataDir: join(folder.path, "till"),
      reserveBytes: 0,
      watch: false,
      ...choice,
      server: {
        url: server.url,
        ...(enrolmentCode === undefined ? {} : { enrolmentCode }),
      },
    });
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
    const till = opened.value;
    await till.filled();
    const counter = openCounter({ core: till.core, printer });
    const signed = await signIn(counter, { staffId: CASHIER_ID, pin: CASHIER_PIN });
    if (!signed.ok) throw new Error(JSON.stringify(signed.refusal));
    return {
      till,
      counter,
      printer,
      server,
      put: async (rows) => {
        const put = await putRows(server.core, rows, { storeId: "s1", clientGroup: "all" });
        if (!put.ok) throw new Error(JSON.stringify(put.refusal));
        // The replica keeps some keys of its own beside what was sent.
        const has = ({ table, id, row }: AnyChange): boolean => {
          const known = till.core.replica.get(table, id)?.row ?? {};
          return isDeepStrictEqual({ ...known, ...row }, known);
        };
        await until(till, () => rows.every(has));
      },
      restart: async () => {
        await counter.saved();
        await till.close();
        return open();
      },
      close: async () => {
        await counter.queue.run();
        await till.close();
        await close();
      },
    };
  }

  return open(code);
}

/** Sells these codes for exact cash; answers the id of the sale. */
export function sold(counter: Counter, codes: readonly (keyof typeof CODES)[]): string {
  for (const code of codes) sell.scan(counter, CODES[code]);
  tender.start(counter);
  const paid = tender.add(counter, { kind: "cash" });
  if (!paid.ok || paid.value.done === undefined) throw new Error(JSON.stringify(paid));
  tender.next(counter);
  return paid.value.done.saleId;
}

/** The manager approves one act with their PIN; answers the approval's id. */
export async function approvedBy(
  counter: Counter,
  act: string,
  input: object,
  who: { readonly staffId: string; readonly pin: string } = {
    staffId: MANAGER_ID,
    pin: MANAGER_PIN,
  },
): Promise<string> {
  const actHash = actHashOf(counter, input);
  const given = await approve(counter, { act, actHash, outcome: "approved", ...who });
  const answer = answered(given);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value.approvalId;
}

function until(till: Till, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (isSo()) return resolve();
    const stop = till.core.hub.on(
      ["staff", "settings", "products", "prices", "stock", "orders", "purchases"].map(
        (table): Topic => `rows:${table}`,
      ),
      () => {
        if (!isSo()) return;
        stop();
        resolve();
      },
    );
  });
}
