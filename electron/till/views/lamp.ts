/** The lamp: how the link is, what waits here, and how far the first fill is. */

import { COLLECTION_NAMES } from "#shared/records/rows/index.ts";
import type { LampView } from "#shared/till-api/views/lamp.ts";
import type { Counter } from "../counter.ts";
import { countSetAside } from "../till-rows.ts";
import { mergedRows } from "./rows.ts";

/** The lamp as it is now. */
export function readLamp({ core }: Counter): LampView {
  const status = core.sync.status();
  const { oldestPendingAtMs, lastConfirmedAtMs, lastPulledAtMs, pushOnlyReason } = status;
  const exceptions = mergedRows(core, "work", {
    where: { kind: "exception", state: "open" },
    matches: (row) => row.kind === "exception" && row.state === "open",
  });
  return {
    link: status.link,
    cutByHand: status.cutByHand,
    pending: status.pending,
    ...(oldestPendingAtMs === undefined ? {} : { oldestPendingAtMs }),
    ...(lastConfirmedAtMs === undefined ? {} : { lastConfirmedAtMs }),
    ...(pushOnlyReason === undefined ? {} : { pushOnlyReason }),
    ...(status.filling === undefined ? {} : { filling: fillingOf(core, status.filling.percent) }),
    ...(lastPulledAtMs === undefined ? {} : { dataAsOfMs: lastPulledAtMs }),
    ...(status.lastCheck === undefined ? {} : { checkedAtMs: status.lastCheck.atMs }),
    setAside: countSetAside(core),
    copyDamaged: core.replica.damaged(),
    checkFaults: status.replicaFaults,
    clockOffsetMs: status.clockOffsetMs,
    exceptions: exceptions.length,
  };
}

function fillingOf(core: Counter["core"], percent: number): NonNullable<LampView["filling"]> {
  const collections = COLLECTION_NAMES.map((name) => {
    const rows = core.replica.count(name);
    const expected = percent === 0 ? rows : Math.max(rows, Math.round((rows * 100) / percent));
    return { name, rows, expected };
  });
  return { percent, collections };
}
