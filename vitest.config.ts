import { defineConfig } from "vitest/config";

export default defineConfig({
  // The tests read the sources of this package, not its build.
  resolve: { conditions: ["@keyloom/source"] },
  // Without `module`, which Node does not know: it leads to files for bundlers.
  ssr: { resolve: { conditions: ["@keyloom/source", "node", "import", "default"] } },
  test: {
    include: ["test/**/*.test.ts"],
    // Several suites start workerd or the Pulumi engine; on two cores they take their time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: "forks",
    // Node imports the sources by itself, as it does for users: Pulumi reads the text of functions,
    // which must be the original one.
    server: { deps: { external: [/\/(schema|codegen|infra|src)\/.*\.ts$/] } },
  },
});
