// A failed end-to-end test leaves a picture of every open page in build/reports, so that it can be
// understood without running it again.
import { mkdirSync } from "node:fs";
import { afterEach } from "vitest";
import { inRoot } from "../../../scripts/lib/root.ts";
import type { TestBrowser } from "./browser.ts";

/** Takes the pictures of a test file's browser after each failed test. */
export function pictureFailures(browser: () => TestBrowser | undefined): void {
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail") return;
    const folder = inRoot("build", "reports", "e2e");
    mkdirSync(folder, { recursive: true });
    const name = task.name.replace(/[^a-z0-9]+/gi, "-").slice(0, 60);
    for (const [index, page] of (browser()?.context.pages() ?? []).entries()) {
      if (page.url() === "about:blank") continue;
      await page.screenshot({ path: `${folder}/${name}-${index}.png` }).catch(() => undefined);
    }
  });
}
