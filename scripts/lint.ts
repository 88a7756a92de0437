// `npm run lint`: style, import order and suspicious code; changes nothing.
import { runLint } from "./lib/parts.ts";

process.exitCode = (await runLint()).failed;
