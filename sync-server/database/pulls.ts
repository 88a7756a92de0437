/** What a pull asks first, as one statement and therefore one snapshot: the device and its heads. */

import { isOneOf, rowsOf, type Tx } from "./contract.ts";
import type { Head } from "./heads.ts";
import { sql } from "./sql.ts";

export interface PullState {
  readonly lastSequence: number;
  readonly fenced: boolean;
  readonly revoked: boolean;
  readonly epoch: string;
  readonly heads: ReadonlyMap<string, Head>;
}

interface PullRow extends Head {
  readonly lastSequence: number;
  readonly fenced: number;
  readonly revokedAtMs: number | null;
  readonly chainEpoch: string;
}

/** The register and the heads of its streams at one instant; nothing when the register is not there. */
export async function readPullState(
  tx: Tx,
  chain: string,
  asked: { readonly registerId: string; readonly streams: readonly string[] },
): Promise<PullState | undefined> {
  const rows = await rowsOf<Partial<PullRow>>(
    tx,
    sql`SELECT r.last_sequence AS "lastSequence", r.fenced, r.revoked_at_ms AS "revokedAtMs",
        c.epoch AS "chainEpoch", h.stream, h.position, h.epoch, h.floor
      FROM register AS r JOIN chain AS c ON c.chain = r.chain
      LEFT JOIN stream_head AS h ON h.chain = r.chain AND ${isOneOf(tx, "h.stream", asked.streams)}
      WHERE r.chain = ${chain} AND r.id = ${asked.registerId}`,
  );
  const first = rows[0];
  if (first === undefined) return undefined;
  const heads = rows.flatMap(({ stream, position = 0, epoch = "", floor = 0 }) =>
    stream === undefined || stream === null ? [] : [{ stream, position, epoch, floor }],
  );
  return {
    lastSequence: first.lastSequence ?? 0,
    fenced: first.fenced === 1,
    revoked: first.revokedAtMs !== null,
    epoch: first.chainEpoch ?? "",
    heads: new Map(heads.map((head) => [head.stream, head])),
  };
}
