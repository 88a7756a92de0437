// The tests that `npm run mutation` runs against each planted fault.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/unit/{base,records,engine}/**/*.test.ts", "test/property/**/*.test.ts"],
    exclude: ["**/*.full.test.ts"],
    environment: "node",
    testTimeout: 60_000,
  },
});
