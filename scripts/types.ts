// `npm run types`: type checks every layer in its own project.
import { runTypes } from "./lib/parts.ts";

process.exitCode = (await runTypes()).failed;
