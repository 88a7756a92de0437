/** Journals for tests: a folder that cleans up after itself, drafts with defaults, and bad disks. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { nodeCrypto } from "#machine/node-crypto.ts";
import { type Journal, openJournal } from "#till/journal/journal.ts";
import type { Draft, JournalOptions } from "#till/journal/types.ts";

/** A folder of its own, gone when the returned function is called. */
export function aFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "keepshop-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

let made = 0;

/** A draft with every field set; a new id each time. */
export function aDraft(fields: Partial<Draft> = {}): Draft {
  made += 1;
  return {
    id: `01890000-0000-7000-8000-${String(made).padStart(12, "0")}`,
    registerId: "register-1",
    kind: "sale.completed",
    version: 1,
    storeId: "store-1",
    shiftId: "shift-1",
    staffId: "staff-1",
    at: 1_700_000_000_000 + made,
    businessDate: "2026-11-20",
    hlc: "01890000000-0000-register-1",
    engineVersion: 1,
    basis: {},
    body: { totalMinor: 100 },
    ...fields,
  } as Draft;
}

/** An open journal in `folder`; throws the refusal when it does not open. */
export function aJournal(folder: string, options: Partial<JournalOptions> = {}): Journal {
  const opened = openJournal({
    file: join(folder, "journal.db"),
    crypto: nodeCrypto,
    reserveBytes: 0,
    ...options,
  });
  if (!opened.ok) throw new Error(`journal: ${JSON.stringify(opened.refusal)}`);
  return opened.value;
}

export interface BadDisk {
  /** Statements that pass before the trouble starts; undefined while the disk is well. */
  left: number | undefined;
  readonly errcode: number;
  /** When true the trouble is over. */
  readonly mended?: () => boolean;
  /** How often the disk said no. */
  refused: number;
}

/** A connection whose writing statements fail with an SQLite error code once `disk.left` is used up. */
export function connectToBadDisk(disk: BadDisk): (file: string) => DatabaseSync {
  const step = (sql: string): void => {
    if (disk.mended?.()) disk.left = undefined;
    if (disk.left === undefined || !/^\s*(INSERT|UPDATE|DELETE|COMMIT)/i.test(sql)) return;
    if (disk.left > 0) {
      disk.left -= 1;
      return;
    }
    disk.refused += 1;
    throw Object.assign(new Error("disk trouble"), {
      code: "ERR_SQLITE_ERROR",
      errcode: disk.errcode,
    });
  };
  return (file) =>
    new (class extends DatabaseSync {
      override exec(sql: string): void {
        step(sql);
        super.exec(sql);
      }
      override prepare(sql: string): StatementSync {
        const statement = super.prepare(sql);
        return new Proxy(statement, {
          get(target, name) {
            const member: unknown = Reflect.get(target, name, target);
            if (typeof member !== "function") return member;
            return (...args: unknown[]) => {
              step(sql);
              return Reflect.apply(member, target, args);
            };
          },
        });
      }
    })(file, { timeout: 0 });
}
