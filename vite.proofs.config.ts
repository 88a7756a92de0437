// Takes the planted bugs of the proofs (`shared/base/planted.ts`) out of what is shipped: each question
// whether one is armed becomes `false`, and the bundler drops what only a planted bug would do.
import type { Plugin } from "vite";

const QUESTION = /\bplanted\("F\d\d"\)/g;
const SOURCE = /\.tsx?$/;

/** A Vite plugin for every bundle that leaves this repository. */
export function withoutPlantedBugs(): Plugin {
  return {
    name: "keepshop-without-planted-bugs",
    enforce: "pre",
    transform(code, id) {
      if (!SOURCE.test(id) || !code.includes("planted(")) return undefined;
      return { code: code.replaceAll(QUESTION, "false"), map: null };
    },
  };
}
