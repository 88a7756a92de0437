/** Mocha's words for Vitest, and RxDB's test packages: loaded before each of RxDB's test files. */
import { afterAll, beforeAll } from "vitest";
import { provideTestPackages } from "./packages.ts";

provideTestPackages();
Object.assign(globalThis, { before: beforeAll, after: afterAll });
