// `npm run format`: writes what `npm run lint` would ask for.
import { runTool } from "./lib/tool.ts";

process.exitCode = (await runTool("@biomejs/biome", ["check", "--write", "."])).code;
