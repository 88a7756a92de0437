import { defineConfig } from "vitest/config";

// What `npm run mutation` runs against each mutant: the fast tests of shared/, in one project.
export default defineConfig({
  test: {
    include: ["test/unit/{base,records,engine}/**/*.test.ts", "test/property/**/*.test.ts"],
    exclude: ["**/*.full.test.ts"],
    environment: "node",
    testTimeout: 60_000,
  },
});
