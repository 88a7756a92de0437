/**
 * A page for one till: for each of its streams the stretch after its checkpoint, how far its own
 * entries are folded in (`seen`), what it has left, what must begin anew. One statement of state,
 * then only stretches that may be encoded already.
 */
import type { Checkpoints, Chunk, Page, Pull } from "#shared/protocol/messages.ts";
import { PULL_ROWS_MAX } from "#shared/protocol/messages.ts";
import type { Tx } from "../database/contract.ts";
import { readSeenAt, wholeTransactionEnd } from "../database/entries.ts";
import type { PullState } from "../database/pulls.ts";
import type { Chunks } from "./chunks.ts";

export interface PullContext {
  readonly chain: string;
  readonly chunks: Chunks;
  readonly registerId: string;
  /** In the order in which they fill. */
  readonly streams: readonly string[];
  readonly state: PullState;
  readonly serverHlc: string;
  /** False for a till of an older version, which cannot say under which floor it fills. */
  readonly knowsFloors: boolean;
}

interface Step {
  readonly stream: string;
  readonly epoch: string;
  readonly from: number;
  readonly to: number;
  readonly head: number;
  readonly floor: number;
  readonly reset: boolean;
}

/** The page for what a till asks; everything is exact at the page's checkpoints. */
export async function pullPage(tx: Tx, context: PullContext, asked: Pull): Promise<Page> {
  const steps = await planSteps(tx, context, asked);
  const chunks: Chunk[] = [];
  for (const { stream, epoch, from, to, floor } of steps) {
    const stretch = { stream, epoch, from, to, ...(to < floor && { at: floor }) };
    if (to > from) chunks.push(await context.chunks.read(tx, stretch));
  }
  const under = steps.filter(({ to, floor }) => to < floor);
  const { registerId, state } = context;
  const partial = steps.filter((step) => step.to < step.head);
  const seenAt = await readSeenAt(tx, context.chain, {
    registerId,
    at: new Map(partial.map((step) => [step.stream, step.to])),
  });
  // At the head of a stream everything the register sent is folded in, whichever streams it moved.
  const seen = Object.fromEntries(
    steps.map((step) => {
      const upTo = step.to < step.head ? (seenAt.get(step.stream) ?? 0) : state.lastSequence;
      return [step.stream, { [registerId]: upTo }];
    }),
  );
  return {
    chunks,
    checkpoints: Object.fromEntries(
      steps.map(({ stream, epoch, to }): [string, Checkpoints[string]] => [
        stream,
        { epoch, position: to },
      ]),
    ),
    seen,
    more: steps.length < context.streams.length || partial.length > 0,
    left: Object.keys(asked.checkpoints).filter((stream) => !context.streams.includes(stream)),
    reset: steps.flatMap(({ stream, epoch, reset }) => (reset ? [{ stream, epoch }] : [])),
    serverHlc: context.serverHlc,
    heads: Object.fromEntries(
      context.streams.map((stream) => [stream, state.heads.get(stream)?.position ?? 0]),
    ),
    ...(under.length > 0 &&
      context.knowsFloors && {
        floors: Object.fromEntries(under.map(({ stream, floor }) => [stream, floor])),
      }),
  };
}

/**
 * How far each stream goes in this page. Every position is one revision, so a limit of rows is a
 * limit of positions; a page never ends inside what one transaction did to a stream.
 */
async function planSteps(tx: Tx, context: PullContext, asked: Pull): Promise<readonly Step[]> {
  const steps: Step[] = [];
  let left = Math.min(asked.limit, PULL_ROWS_MAX);
  for (const stream of context.streams) {
    if (left <= 0) break;
    const head = context.state.heads.get(stream);
    const epoch = head?.epoch ?? context.state.epoch;
    const position = head?.position ?? 0;
    const known = asked.checkpoints[stream];
    const floor = head?.floor ?? 0;
    // A fill that began under this floor was given nothing that is gone since, and goes on.
    const isBelow = context.knowsFloors && asked.floors?.[stream] !== floor;
    const lost =
      known !== undefined &&
      (known.epoch !== epoch ||
        (known.position > 0 && (known.position > position || (known.position < floor && isBelow))));
    const from = lost || known === undefined ? 0 : Math.min(known.position, position);
    let to = Math.min(position, from + left);
    if (to < position) to = await wholeTransactionEnd(tx, context.chain, { stream, to });
    left -= to - from;
    steps.push({ stream, epoch, from, to, head: position, floor, reset: lost });
  }
  return steps;
}
