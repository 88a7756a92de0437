/**
 * The archive a manager asks for at the till: written beside the selling into the till's own folder,
 * with its progress for the screen. What is in it is archive.ts.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { done, type Result, refuse } from "#shared/base/result.ts";
import { parseDate } from "#shared/base/time.ts";
import type { FiscalRefusalCode } from "#shared/records/refusals/fiscal.ts";
import type { FiscalView } from "#shared/till-api/views/fiscal.ts";
import type { TillCore } from "../core.ts";
import { writeTillArchive } from "./archive.ts";
import { masterOf } from "./master.ts";

export interface FiscalExport {
  /**
   * Begins an archive over these business days. Refuses `fiscal-span-invalid`, `fiscal-running` and
   * `fiscal-in-training`; whatever comes later is in the view.
   */
  readonly start: (span: {
    readonly from: string;
    readonly to: string;
  }) => Result<Record<never, never>, FiscalRefusalCode>;
  readonly view: () => Omit<FiscalView, "outage">;
  /** Resolves when nothing is on its way. */
  readonly idle: () => Promise<void>;
}

const FOLDER = "fiscal";

/** The archives of a till, below its data folder. */
export function openFiscalExport(core: TillCore): FiscalExport {
  const folder = join(core.dataDir, FOLDER);
  let now: Omit<FiscalView, "outage"> = { state: "idle", done: 0, of: 0, folder };
  let running: Promise<void> = Promise.resolve();

  function show(next: Partial<typeof now>): void {
    now = { ...now, ...next };
    if (!core.closed()) core.hub.emit(["fiscal"]);
  }

  async function write(span: { readonly from: string; readonly to: string }): Promise<void> {
    const name = core.identity.name.replaceAll(/[^A-Za-z0-9]+/g, "-");
    const file = join(folder, `fiscal-${name}-${span.from}-${span.to}.zip`);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    } catch {
      show({ state: "failed", code: "fiscal-folder-unwritable" });
      return;
    }
    const written = await writeTillArchive({
      texts: core.journal.texts,
      master: masterOf(core),
      span,
      software: core.version,
      nowMs: core.clock.now(),
      file,
      scratchFolder: folder,
      stopped: core.closed,
      progress: (entries, of) => show({ done: entries, of }),
    });
    if (written.ok) show({ state: "done", made: { file, ...written.value } });
    else show({ state: "failed", code: written.refusal.code });
  }

  return {
    start: ({ from, to }) => {
      if (core.real !== undefined) return refuse("fiscal-in-training");
      if (now.state === "running") return refuse("fiscal-running");
      const isSpan = parseDate(from) !== undefined && parseDate(to) !== undefined && from <= to;
      if (!isSpan) return refuse("fiscal-span-invalid", { from, to });
      const { code: _, made: __, ...rest } = now;
      now = { ...rest, state: "running", done: 0, of: 0 };
      show({});
      running = write({ from, to });
      return done({});
    },
    view: () => now,
    idle: () => running,
  };
}
