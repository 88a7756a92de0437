/**
 * What every act and view of the till-api has in common when it is served: once per act id, within the
 * time limit, answered when the basket is saved; live, and only the newest for a slow console.
 */
import { ORPCError } from "@orpc/server";
import { type Refusal, type Result, refuse } from "#shared/base/result.ts";
import type { Rows } from "#shared/records/rows/index.ts";
import { ACT_TIMEOUT_MS, type ConnectionRole } from "#shared/till-api/common.ts";
import { type ActAnswer, answered } from "./acts/answer.ts";
import { actHashOf } from "./acts/approval.ts";
import * as staff from "./acts/staff.ts";
import type { TillCore } from "./core.ts";
import type { Counter } from "./counter.ts";
import type { HeardCode } from "./devices/heard-codes.ts";
import type { Topic } from "./hub.ts";
import { ReplicaDamage } from "./replica/damage.ts";
import * as lists from "./views/lists.ts";
import { liveView } from "./views/live.ts";
import { type WatchedLook, watchList } from "./views/watched.ts";

export interface RouterContext {
  readonly counter: Counter;
  readonly role: ConnectionRole;
  /** Resolves when this console can take more. */
  readonly drained?: () => Promise<void>;
}

type Handled = { readonly context: RouterContext };
interface Asking<Input> {
  readonly signal?: AbortSignal | undefined;
  readonly input: Input;
}
type Acted<Input extends object> = Handled & { readonly input: Input & { readonly actId: string } };

/** An act: once per act id, within the time limit, answered when the basket lies on the desk. */
export function act<Input extends object, Value>(
  run: (counter: Counter, input: Input) => Result<Value> | Promise<Result<Value>>,
) {
  return ({ context, input }: Acted<Input>): Promise<ActAnswer<Value>> => {
    const { counter } = context;
    counter.core.updating.touch();
    return counter.acts.once(input.actId, async () => {
      // What needs no waiting runs at once, so that acts keep the order in which they came.
      const value = await unlessDamaged(() => run(counter, input));
      await counter.saved();
      return answered(value, (refusal) => approvalFor(counter, refusal, input));
    });
  };
}

/** An act that meets a damaged part of the replica says so in words; the till mends it by itself. */
async function unlessDamaged<Value>(
  run: () => Result<Value> | Promise<Result<Value>>,
): Promise<Result<Value>> {
  try {
    const result = run();
    return result instanceof Promise ? await withinLimit(result) : result;
  } catch (error) {
    if (error instanceof ReplicaDamage) return refuse("replica-damaged");
    throw error;
  }
}

function withinLimit<Value>(work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    const late = new ORPCError("TIMEOUT", { message: "the till took too long" });
    timer = setTimeout(() => reject(late), ACT_TIMEOUT_MS);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

/** Who could approve what was refused, for the screen that asks them. */
function approvalFor(counter: Counter, refusal: Refusal, input: object) {
  if (refusal.code !== "needs-approval") return undefined;
  const wanted = typeof refusal.args?.act === "string" ? refusal.args.act : "";
  const { core } = counter;
  return {
    act: wanted,
    actHash: actHashOf(counter, input),
    approvers: staff.approversOf(core, wanted, counter.session()?.staff.id),
    ...reasonIn(input),
    ...sizeOf(refusal, input),
  };
}

/** Wanted shares of a price come in basis points, wanted refunds in money; else what the act itself names. */
function sizeOf(
  { args }: Refusal,
  input: object,
): { readonly amountMinor?: number; readonly basisPoints?: number } {
  const wanted = args?.wanted;
  if (typeof wanted === "number") {
    return args?.act === "refund" ? { amountMinor: wanted } : { basisPoints: wanted };
  }
  const { amountMinor } = input as { readonly amountMinor?: unknown };
  return typeof amountMinor === "number" ? { amountMinor } : {};
}

/** The reason that the asker gave for the act, so that the log can say why it was approved. */
function reasonIn(input: object): { readonly reasonId?: string } {
  const { reasonId, differenceReasonId, manual } = input as {
    readonly reasonId?: unknown;
    readonly differenceReasonId?: unknown;
    readonly manual?: { readonly reasonId?: unknown };
  };
  const given = reasonId ?? manual?.reasonId ?? differenceReasonId;
  return typeof given === "string" ? { reasonId: given } : {};
}

/** A live view read from the counter whenever one of the topics is told. */
export function live<Value>(
  topics: readonly Topic[],
  read: (counter: Counter) => Value | Promise<Value>,
) {
  return ({ context, signal }: Handled & { readonly signal?: AbortSignal | undefined }) =>
    liveView<Value>({
      hub: context.counter.core.hub,
      topics,
      read: () => read(context.counter),
      signal,
      drained: context.drained,
    });
}

/** What the register's scanners read: the newest console of the till that follows has the codes. */
export async function* followCodes(
  handled: Handled & { readonly signal?: AbortSignal | undefined },
): AsyncGenerator<HeardCode[], void, void> {
  const { waiting, leave } = handled.context.counter.heard.follow();
  try {
    yield* live(["codes"], () => [...waiting()])(handled);
  } finally {
    leave();
  }
}

/** The same for a view with a question. */
export function liveFor<Input, Value>(
  topics: readonly Topic[],
  read: (counter: Counter, input: Input) => Value | Promise<Value>,
) {
  return (
    handled: Handled & { readonly signal?: AbortSignal | undefined; readonly input: Input },
  ) => live<Value>(topics, (counter) => read(counter, handled.input))(handled);
}

/** A list that is an RxDB live query, with the overlay laid over it. */
export function watchedList<Table extends keyof typeof lists.watchedLooks, Page>(
  topics: readonly Topic[],
  table: Table,
  read: (core: TillCore, input: lists.ListIn, rows?: readonly Rows[Table][]) => Page,
) {
  return ({ context, signal, input }: Handled & Asking<lists.ListIn>) => {
    const { core } = context.counter;
    const look = lists.watchedLooks[table](core, input) as WatchedLook<Rows[Table]> | undefined;
    const list = look === undefined ? undefined : watchList(core, table, look);
    return liveView({
      hub: core.hub,
      topics,
      read: async () => read(core, input, await list?.rows()),
      signal,
      drained: context.drained,
      ...(list === undefined ? {} : { also: list.subscribe }),
    });
  };
}
