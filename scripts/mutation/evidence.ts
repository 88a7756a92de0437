// Keeps what planting faults came to, folder by folder: docs/evidence/mutation.json.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { inRoot } from "../lib/root.ts";
import type { Tried } from "./runner.ts";

interface FolderEvidence {
  readonly date: string;
  readonly seconds: number;
  readonly noticed: number;
  readonly survived: number;
  readonly scorePercent: number;
  readonly survivors: readonly string[];
}

interface Run {
  readonly path: string;
  readonly seconds: number;
  readonly tried: readonly Tried[];
  /** A single file is told, not kept. */
  readonly whole: boolean;
}

/** Writes a folder's result beside the others and says it in one line. */
export function keepEvidence({ path, seconds, tried, whole }: Run): string {
  const survivors = tried.filter(
    (one) => one.outcome === "survived" || one.outcome === "uncovered",
  );
  const noticed = tried.length - survivors.length;
  const scorePercent = percent(noticed, tried.length);
  const evidence: FolderEvidence = {
    date: new Date().toISOString().slice(0, 10),
    seconds,
    noticed,
    survived: survivors.length,
    scorePercent,
    survivors: survivors.map(
      (one) =>
        `${one.file}:${one.line} ${one.mutator}: ${short(one.original)} => ${short(one.replacement)}${one.outcome === "uncovered" ? " (no test passes here)" : ""}`,
    ),
  };
  if (whole) write(path, evidence);
  else for (const line of evidence.survivors) console.log(line);
  return `${scorePercent} % of ${tried.length} faults were noticed, in ${seconds} s`;
}

function write(path: string, evidence: FolderEvidence): void {
  const file = inRoot("docs", "evidence", "mutation.json");
  const known = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const all = { ...known, [path]: evidence } as Record<string, FolderEvidence>;
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`);
}

function percent(part: number, whole: number): number {
  return Number(((100 * part) / Math.max(1, whole)).toFixed(1));
}

function short(text: string): string {
  const flat = text.replaceAll(/\s+/g, " ");
  return flat.length <= 90 ? flat : `${flat.slice(0, 87)}...`;
}
