// `npm run check`: all that needs no browser, for the minutes between two commits.
import { closeRun, runLint, runParts, runTypes, runVitest } from "./lib/parts.ts";

const results = await runParts([
  runTypes,
  runLint,
  () => runVitest("tidy"),
  () => runVitest("unit"),
  () => runVitest("property"),
  () => runVitest("contract"),
  () => runVitest("sim"),
]);
process.exitCode = closeRun(results);
