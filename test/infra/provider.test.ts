import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { REPO } from "../project.ts";

/** Asks the seeds' provider in a separate process whether a seed changed, and lists what was loaded. */
const PROGRAM = `
import { registerHooks } from "node:module";
const loaded = [];
registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
const { kvSeedProvider } = await import("keyloom/pulumi/provider");
const inputs = {
  ...{ accountId: "a", namespaceId: "n", digest: "d", prune: false, skipped: 0 },
  ...{ schema: "keyloom.schema.ts", binding: "CACHE", collection: "flag" },
};
const provider = kvSeedProvider();
await provider.configure({ config: { get: () => undefined } });
const { changes } = await provider.diff("id", { ...inputs, manifest: "" }, inputs);
console.log(JSON.stringify({ changes, loaded }));
`;

describe("the provider of seeds", () => {
  test("loads neither schemas nor the client to find that nothing has changed", () => {
    const printed = execFileSync(process.execPath, ["--input-type=module", "-e", PROGRAM], {
      cwd: REPO,
      encoding: "utf8",
      env: { ...process.env, NODE_OPTIONS: "--conditions=@keyloom/source" },
    });
    const { changes, loaded } = JSON.parse(printed) as { changes: boolean; loaded: string[] };
    expect(changes).toBe(false);
    expect(loaded.some((url) => url.endsWith("/infra/provider.ts"))).toBe(true);
    expect(loaded.filter((url) => /node_modules|\/schema\/|\/cloudflare\//.test(url))).toEqual([]);
  });
});
