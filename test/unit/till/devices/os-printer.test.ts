// Row 86: receipts and labels by a printer of this computer. The queue is a twin of CUPS: `lp`, `lpstat`
// and `cancel` as programs of their own, which keep jobs in a folder and say what the real ones say.
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ReceiptDocument } from "#shared/records/receipt.ts";
import { aFolder } from "#test/builders/journal.ts";
import { documentBytes } from "#till/devices/escpos.ts";
import { openSpooler } from "#till/devices/os-spooler.ts";

const LIMITS = { lookMs: 10, jobMs: 20_000 };
let folder: ReturnType<typeof aFolder>;
let pathBefore: string | undefined;

beforeEach(() => {
  folder = aFolder();
  pathBefore = process.env["PATH"];
  mkdirSync(join(folder.path, "jobs"));
  mkdirSync(join(folder.path, "done"));
  for (const [tool, text] of Object.entries(TOOLS)) {
    const file = join(folder.path, tool);
    writeFileSync(file, `#!/bin/sh\ncd "${folder.path}"\n${text}`);
    chmodSync(file, 0o755);
  }
  process.env["PATH"] = `${folder.path}:${pathBefore}`;
  say("idle", "none");
});
afterEach(() => {
  process.env["PATH"] = pathBefore;
  folder.remove();
});

/** `move` prints at once, `hold` lets a job stand in the queue. */
const TOOLS = {
  lp: `[ "$1 $2 $3 $4" = "-d Bon -o raw" ] || exit 1
n=$(($(ls jobs done | grep -c '^Bon-') + 1))
cat > jobs/Bon-$n
[ -e hold ] || mv jobs/Bon-$n done/Bon-$n
echo "request id is Bon-$n (0 file(s))"`,
  lpstat: `if [ "$1" = "-l" ]; then [ "$3" = Bon ] && cat state && exit 0; exit 1; fi
for job in $(ls jobs); do echo "$job  root  1024  Mon 30 Nov 2026"; done`,
  cancel: `rm "jobs/$1"`,
};

function say(how: string, alerts: string): void {
  const text = `printer Bon is ${how}.  enabled since Mon 30 Nov 2026\n\tAlerts: ${alerts}\n`;
  writeFileSync(join(folder.path, "state"), text);
}

const printed = () =>
  readdirSync(join(folder.path, "done")).map((name) =>
    readFileSync(join(folder.path, "done", name)).toString("latin1"),
  );

function receipt(content: string): ReceiptDocument {
  const style = { align: "start", bold: false, size: "normal" } as const;
  return {
    ...{ kind: "sale", number: "1", language: "de", direction: "ltr", opensDrawer: true },
    blocks: [{ kind: "text", text: content, ...style }],
  };
}

describe("row 86: a printer of this computer", () => {
  it("gets the receipt's bytes as they are, and says when they are out", async () => {
    const spooler = openSpooler("Bon", LIMITS);
    const bytes = documentBytes(receipt("Müller 12,50 €"), { columns: 42 });
    expect(await spooler.print(bytes)).toBe("printed");
    expect(printed()).toEqual([Buffer.from(bytes).toString("latin1")]);
  });

  it.each([
    ["idle", "media-empty-error", "paper-out"],
    ["idle", "cover-open", "cover-open"],
    ["disabled", "none", "off"],
  ] as const)("%s, %s: %s, and nothing is sent", async (how, alerts, state) => {
    say(how, alerts);
    const spooler = openSpooler("Bon", LIMITS);
    expect(await spooler.print(Uint8Array.of(1))).toBe("not-started");
    expect(spooler.state()).toBe(state);
    expect(printed()).toEqual([]);
  });

  it("paper that ends while it prints: the job is taken back, and is a copy the next time", async () => {
    writeFileSync(join(folder.path, "hold"), "");
    const spooler = openSpooler("Bon", LIMITS);
    const printing = spooler.print(Uint8Array.of(1));
    await expect.poll(() => readdirSync(join(folder.path, "jobs"))).toEqual(["Bon-1"]);
    say("idle", "media-empty-warning");
    expect(await printing).toBe("broken-off");
    expect(readdirSync(join(folder.path, "jobs"))).toEqual([]);
  });

  it("a queue that is not there, and a computer without CUPS, are off", async () => {
    expect(await openSpooler("Nobody", LIMITS).check()).toBe("off");
    for (const tool of Object.keys(TOOLS)) rmSync(join(folder.path, tool));
    expect(await openSpooler("Bon", LIMITS).check()).toBe("off");
  });
});
