import { expect, test, vi } from "vitest";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { typesStay } from "../../schema/modules/node-version.ts";
import { importWithPeers, withoutZod } from "../../src/cli/peers.ts";
import {
  KNOWN_MINIFLARE,
  refuseOlderMiniflare,
} from "../../src/cloudflare/local/miniflare-version.ts";

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

test("says which zod it needs if that is the reason for an error that nobody foresaw", () => {
  const error = new SyntaxError("'zod/v4/core' does not provide an export named 'safeEncode'");
  expect(withoutZod(error, () => "4.0.17")).toMatchObject({
    name: "CannotRunError",
    message: expect.stringMatching(/^Keyloom needs zod \^4\.\d+\.\d+, but 4\.0\.17 is installed$/),
    help: expect.stringMatching(/^Run: npm install --save-dev zod@\^4\.\d+\.\d+$/),
  });
  expect(withoutZod(error, () => "4.1.0")).toBe(error);
  expect(withoutZod(error)).toBe(error);
  const known = new CannotRunError("the file is missing", { help: "Create it." });
  expect(withoutZod(known, () => "3.25.76")).toBe(known);
});

test.each([
  ["v16.20.2", "Use Node 22.18 or newer."],
  ["v22.17.1", "Use Node 22.18 or newer."],
  ["v23.5.0", "Use Node 23.6 or newer."],
  ["v22.18.0", expect.stringContaining("`--no-strip-types`")],
  ["v23.6.0", expect.stringContaining("`--no-strip-types`")],
  ["v26.1.0", expect.stringContaining("`--no-strip-types`")],
])("says what a Node that leaves the types in needs: %s", (version, help) => {
  expect(typesStay(version)).toMatchObject({
    message: `Node ${version} cannot import a schema file in TypeScript`,
    help,
  });
});

test.each(["4.20991231.0", "5.20261102.0-beta"])("refuses an older Miniflare: %s", (version) => {
  expect(() => refuseOlderMiniflare(version)).toThrow(
    `the local Cloudflare needs miniflare ${KNOWN_MINIFLARE}, but ${version} is installed`,
  );
});

test.each([KNOWN_MINIFLARE, "5.20991231.0-beta", "6.0.0"])("tries Miniflare %s", (version) => {
  expect(() => refuseOlderMiniflare(version)).not.toThrow();
});
