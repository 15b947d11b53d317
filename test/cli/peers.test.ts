import { expect, test, vi } from "vitest";
import { importWithPeers, withoutZod } from "../../src/cli/peers.ts";

/** What Yarn's Plug'n'Play says, which puts a stack behind it. */
const byYarn = (name: string) =>
  new Error(
    `keyloom tried to access ${name} (a peer dependency) but it isn't provided by your application; this makes the require call ambiguous and unsound.`,
  );
const byNode = (name: string) =>
  new Error(`Cannot find package '${name}' imported from /app/node_modules/keyloom/dist/main.js`);

test.each([
  ["", byNode, "npm install --save-dev"],
  ["npm/11.19.1 node/v24.21.0 linux x64", byNode, "npm install --save-dev"],
  ["pnpm/10.34.9 npm/? node/v24.21.0 linux x64", byNode, "pnpm add --save-dev"],
  ["yarn/4.18.1 npm/? node/v24.21.0 linux x64", byYarn, "yarn add --dev"],
  ["bun/1.4.5 npm/? node/v26.3.0 linux x64", byNode, "bun add --dev"],
])("says how %j installs a missing package", async (agent, missing, add) => {
  vi.stubEnv("npm_config_user_agent", agent);
  try {
    await expect(
      importWithPeers("dev", () => Promise.reject(missing("miniflare"))),
    ).rejects.toMatchObject({
      name: "CannotRunError",
      message: "`dev` needs the package miniflare, which is not installed",
      help: expect.stringMatching(
        new RegExp(`^Run: ${add} @pulumi/cloudflare @pulumi/pulumi miniflare@\\S+$`),
      ),
    });
    expect(withoutZod(missing("zod"))).toMatchObject({
      message: "Keyloom needs the package zod, which is not installed",
      help: `Run: ${add} zod`,
    });
  } finally {
    vi.unstubAllEnvs();
  }
});

test("leaves errors about other missing packages as they are", async () => {
  const error = byNode("left-pad");
  await expect(importWithPeers("dev", () => Promise.reject(error))).rejects.toBe(error);
  expect(withoutZod(error)).toBe(error);
});
