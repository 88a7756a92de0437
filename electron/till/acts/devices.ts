/** Acts on the register's devices: list, test, and print what waits. */
import { done, type Result, refuse } from "#shared/base/result.ts";
import { businessDateAt, storeOf } from "../core.ts";
import type { Counter } from "../counter.ts";

/** The devices of this register, with how each is now. */
export function list({ queue }: Counter) {
  const printer = queue.printer();
  if (printer === undefined) return [];
  return [
    {
      id: printer.id,
      kind: "printer" as const,
      name: printer.name,
      address: "virtual",
      columns: printer.columns,
      state: printer.state(),
    },
  ];
}

/** Prints a test page. Refuses `device-unknown` and `printer-not-ready`. */
export async function test(
  counter: Counter,
  deviceId: string,
): Promise<Result<{ readonly state: string }>> {
  const { core, queue } = counter;
  const printer = queue.printer();
  if (printer?.id !== deviceId) return refuse("device-unknown");
  const id = `test:${core.ids.next()}`;
  const title = storeOf(core)?.name ?? core.identity.name;
  const day = businessDateAt(core, core.clock.now());
  const line = (text: string) =>
    ({ kind: "text", text, align: "centre", bold: false, size: "normal" }) as const;
  queue.put(core.journal.desk, {
    id,
    at: core.clock.now(),
    title,
    document: {
      kind: "test",
      number: day,
      language: storeOf(core)?.locale ?? "en-GB",
      direction: "ltr",
      blocks: [line(title), line(core.identity.name), line(day), { kind: "cut" }],
      opensDrawer: false,
    },
  });
  await queue.run();
  const job = queue.jobs().find((each) => each.id === id);
  return job?.state === "printed" ? done({ state: printer.state() }) : refuse("printer-not-ready");
}

/** Prints what waits. */
export async function printWaiting(
  counter: Counter,
): Promise<Result<{ readonly printed: number; readonly waiting: number }>> {
  return done(await counter.queue.run());
}

/**
 * Begins or ends training. Refuses `not-allowed` without the permission "training",
 * `basket-being-paid`, and the journal's codes.
 */
export function setTraining(counter: Counter, on: boolean): Result<Record<never, never>> {
  const who = counter.actor();
  if (!who.ok) return who;
  if (counter.training === undefined) return refuse("not-offered-yet");
  if (who.value.session.role?.permissions.includes("training") !== true) {
    return refuse("not-allowed");
  }
  if (counter.basket().phase === "tendering") return refuse("basket-being-paid");
  return counter.training.set(on);
}
