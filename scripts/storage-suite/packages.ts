/**
 * Lets RxDB's test helpers load in this process: `async-test-util` and `clone` answer from helpers.ts
 * when they are not installed. For suites only; the product never loads this.
 */
import { registerHooks } from "node:module";

const HELPERS = new URL("./helpers.ts", import.meta.url).href;
const PACKAGES: ReadonlySet<string> = new Set(["async-test-util", "clone"]);

/** Call once, before `rxdb/plugins/test-utils` is imported. */
export function provideTestPackages(): void {
  registerHooks({
    resolve: (specifier, context, next) =>
      PACKAGES.has(specifier)
        ? { url: HELPERS, format: "module-typescript", shortCircuit: true }
        : next(specifier, context),
  });
}
