// A sync server and the bare server beside it, over the same chain, once for all metrics of a process.
// Both end with the process group; the files lie in the run's folder, which scripts/bench.ts takes away.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Till } from "#till/main.ts";
import type { BenchOptions } from "../../../scripts/lib/bench-contract.ts";
import { aTill } from "./bench-till.ts";
import {
  type ChainServer,
  type ChainSize,
  FULL_CHAIN,
  QUICK_CHAIN,
  startChainServer,
} from "./chain.ts";
import { type Child, startChild } from "./child.ts";

export interface Pair {
  readonly folder: string;
  readonly server: ChainServer;
  readonly raw: Child;
  readonly rawPort: number;
  readonly quick: boolean;
  /** A till that has everything, opened once. */
  readonly till: () => Promise<Till>;
}

const pairs = new Map<string, Promise<Pair>>();

/** The pair over the chain of this size; full or quick unless said. */
export function aPair({ quick }: BenchOptions, size?: ChainSize): Promise<Pair> {
  const wanted = size ?? (quick ? QUICK_CHAIN : FULL_CHAIN);
  const key = JSON.stringify(wanted);
  const known = pairs.get(key) ?? makePair(wanted, quick);
  pairs.set(key, known);
  return known;
}

async function makePair(size: ChainSize, quick: boolean): Promise<Pair> {
  const folder = mkdtempSync(join(tmpdir(), "keepshop-pair-"));
  const server = await startChainServer(folder, size);
  const raw = startChild("raw-server.ts");
  const rawPort = await raw.ask<number>("start", {
    from: server.database,
    database: join(folder, "raw-server.db"),
  });
  let till: Promise<Till> | undefined;
  const open = async (): Promise<Till> => {
    const [enrolmentCode = ""] = await server.codes(1);
    const opened = await aTill(join(folder, "till"), { url: server.url, enrolmentCode });
    await opened.filled();
    opened.core.search.stop();
    // Its daily check of every row would otherwise come within the first minute of what is measured.
    await opened.core.sync.checkNow();
    return opened;
  };
  return {
    folder,
    server,
    raw,
    rawPort,
    quick,
    till: () => {
      till ??= open();
      return till;
    },
  };
}

let bareFiles = 0;

/** A file name that nobody used, for a bare database or a copy. */
export function bareFile({ folder }: Pair): string {
  bareFiles += 1;
  return join(folder, `bare-${bareFiles}.db`);
}
