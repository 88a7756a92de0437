// `npm test`: what decides whether a change lands. Everything of `npm run check`, then end to end in
// a real Chromium that is found or installed first, so that a missing browser is said at once.
import { buildAll } from "./build.ts";
import { ensureChromium } from "./lib/chromium.ts";
import { closeRun, type PartResult, runLint, runParts, runTypes, runVitest } from "./lib/parts.ts";

const BUDGET_SECONDS = 720;

const chromium = await ensureChromium();
console.log(`Browser for the end-to-end tests: ${chromium}`);
process.env.KEEPSHOP_CHROMIUM = chromium;

const results = await runParts([
  runTypes,
  runLint,
  runBuild,
  () => runVitest("tidy"),
  () => runVitest("unit"),
  () => runVitest("property"),
  () => runVitest("contract"),
  () => runVitest("sim"),
  // A browser, a server and a till are a core's work each: one file on two cores.
  () => runVitest("e2e", ["e2e"], "50%"),
]);
process.exitCode = closeRun(results, BUDGET_SECONDS);

async function runBuild(): Promise<PartResult> {
  const started = performance.now();
  let failed = 0;
  try {
    await buildAll();
  } catch (error) {
    console.error(error);
    failed = 1;
  }
  const seconds = (performance.now() - started) / 1000;
  return { name: "build", seconds, passed: 0, failed, isTests: false };
}
