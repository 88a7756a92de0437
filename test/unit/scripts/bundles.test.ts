// What is shipped holds no way to plant a bug: the bundles are made in memory and read.
import { build } from "vite";
import { expect, test } from "vitest";
import { inRoot } from "../../../scripts/lib/root.ts";

/** Questions for a planted bug, the switch that arms one, and the names of the bugs in code. */
const PROOFS = /planted\(|armPlantedBug|KEEPSHOP_BUG|["'`]F\d\d["'`]/;

test.each(["vite.node.config.ts", "vite.electron.config.ts"])(
  "no bug can be planted in what %s makes",
  { timeout: 60_000 },
  async (config) => {
    const made = await build({
      configFile: inRoot(config),
      logLevel: "silent",
      mode: "production",
      build: { write: false },
    });
    const bundles = [made].flat().flatMap((each) => ("output" in each ? each.output : []));
    const code = bundles.flatMap((each) => (each.type === "chunk" ? [each.code] : []));
    expect(code.length).toBeGreaterThan(0);
    expect(code.filter((each) => PROOFS.test(each)).map((each) => PROOFS.exec(each)?.[0])).toEqual(
      [],
    );
  },
);
