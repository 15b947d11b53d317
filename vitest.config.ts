import { defineConfig } from "vitest/config";

export default defineConfig({
  // The tests read the sources of this package, not its build.
  resolve: { conditions: ["@keyloom/source"] },
  ssr: { resolve: { conditions: ["@keyloom/source", "node", "import", "module", "default"] } },
  test: {
    include: ["test/**/*.test.ts"],
    // Several suites start workerd or the Pulumi engine; on two cores they take their time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
  },
});
