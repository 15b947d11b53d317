import { expect, onTestFinished, test, vi } from "vitest";
import { adoptByTitle } from "../../infra/adopt-by-title.ts";
import type { Model } from "../../schema/model.ts";
import { startTestServer } from "../cloudflare/server.ts";
import { keyloom, startKeyloom } from "../infra/cli.ts";
import { schemaOf } from "../infra/stage.ts";
import { writeProject } from "../project.ts";

const { local, namespace } = await startTestServer();

const FILES = {
  "keyloom.schema.ts": schemaOf({
    CACHE: '{ title: "cache-{stage}", preview: true, collections: {} }',
    ORDERS: '{ title: "orders", preview: true, collections: {} }',
    SITE: '{ title: "site-{stage}", collections: {} }',
  }),
};

test("prints the namespaces and twins with a stage's titles in the form that `adopt` takes", async () => {
  vi.stubEnv("CLOUDFLARE_API_TOKEN", "any token");
  vi.stubEnv("CLOUDFLARE_BASE_URL", local.url);
  onTestFinished(() => void vi.unstubAllEnvs());
  const cache = await namespace("cache-prod");
  const preview = await namespace("cache-prod_preview");
  const orders = await namespace("orders");
  await namespace("site-dev");
  const args = ["adopt", "--account", local.accountId, "--stage", "prod"];
  const { code, stdout, stderr } = await keyloom(writeProject(FILES), ...args);
  expect({ code, found: JSON.parse(stdout) }).toEqual({
    code: 0,
    found: { CACHE: { id: cache, previewId: preview }, ORDERS: { id: orders } },
  });
  expect(stderr).toBe("orders_preview is not in the account\nsite-prod is not in the account\n");
});

test("ends with 2 and says why without a token, or with one that Cloudflare rejects", async () => {
  vi.stubEnv("CLOUDFLARE_API_TOKEN", "");
  onTestFinished(() => void vi.unstubAllEnvs());
  const args = ["adopt", "--account", "0".repeat(32), "--stage", "prod"];
  const project = writeProject(FILES);
  const without = await keyloom(project, ...args);
  expect(without).toMatchObject({ code: 2, stdout: "" });
  expect(without.stderr).toContain("help: Set CLOUDFLARE_API_TOKEN");

  vi.stubEnv("CLOUDFLARE_API_TOKEN", "secret-token-of-the-test");
  vi.stubEnv("CLOUDFLARE_BASE_URL", local.url);
  const refused = await keyloom(project, ...args);
  expect(refused).toMatchObject({ code: 2, stdout: "" });
  expect(refused.stderr).toMatch(/^keyloom: Cloudflare answered 404: /);
  expect(refused.stderr).not.toContain("secret-token");
});

test.each(["", "pr 7", "{stage}"])("rejects a name that no stage can have: %j", async (stage) => {
  const args = ["adopt", "--account", local.accountId, "--stage", stage];
  expect(await keyloom(writeProject(FILES), ...args)).toEqual({
    code: 2,
    stdout: "",
    stderr: `keyloom: ${JSON.stringify(stage)} is not a valid stage name\nhelp: Use at most 100 letters, digits, \`-\`, \`_\`, \`.\` and \`/\`.\n`,
  });
});

test("says at once what it is waiting for when the API cannot be reached", async () => {
  vi.stubEnv("CLOUDFLARE_API_TOKEN", "any token");
  vi.stubEnv("CLOUDFLARE_BASE_URL", "http://127.0.0.1:1234/client/v4");
  onTestFinished(() => void vi.unstubAllEnvs());
  const args = ["adopt", "--account", local.accountId, "--stage", "prod"];
  const { child, ended } = startKeyloom(writeProject(FILES), ...args);
  child.stderr?.once("data", () => child.kill());
  expect((await ended).stderr).toBe(
    "keyloom: Cloudflare's API at http://127.0.0.1:1234/client/v4 cannot be reached: connect ECONNREFUSED 127.0.0.1:1234; trying again\n",
  );
});

test("rejects two namespaces with the same title and names their ids", async () => {
  const model = {
    namespaces: [{ binding: "CACHE", title: "cache-{stage}", preview: false }],
  } as unknown as Model;
  async function* account() {
    yield { id: "a", title: "cache-prod" };
    yield { id: "b", title: "cache" };
    yield { id: "c", title: "cache-prod" };
  }
  await expect(adoptByTitle(model, "prod", account())).rejects.toThrow(
    'the account has 2 namespaces titled "cache-prod": a, c',
  );
});
