import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { flagRecords, flags, schemaOf } from "../infra/stage.ts";
import { refusal } from "../infra/stub-api.ts";
import { titles } from "./operations.ts";
import { pulumi } from "./pulumi.ts";
import { COMMAND_TIMEOUT, makeTestStack, type TestStack } from "./test-stack.ts";

const FILES = {
  "keyloom.schema.ts": schemaOf({ CACHE: flags({ title: "cache-{stage}" }) }),
  "flags.json": flagRecords({ a: true }),
};
const UNKNOWN = "0".repeat(32);

describe.skipIf(pulumi.missing !== undefined)("a new stack", () => {
  let at: TestStack;
  let forbidding: TestStack;
  let server: Server;
  let port: number;

  beforeAll(async () => {
    server = createAdaptorServer({
      fetch: ({ url }: Request) =>
        url.includes("/sign-in/")
          ? new Response("<html>", { headers: { "content-type": "text/html" } })
          : refusal(403, 10000, "Authentication error"),
    }) as Server;
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    ({ port } = server.address() as AddressInfo);
    at = await makeTestStack({ files: FILES });
    forbidding = await makeTestStack({
      files: FILES,
      environment: { CLOUDFLARE_BASE_URL: `http://127.0.0.1:${port}/client/v4` },
    });
  }, COMMAND_TIMEOUT);
  afterAll(async () => {
    await Promise.all([at.close(), forbidding.close()]);
    server.closeAllConnections();
    server.close();
  });

  test(
    "with an invalid account id is rejected, and told where to find the id and how to set it",
    async () => {
      at.stack.configure({ accountId: "my-account" });
      const { code, stdout } = await at.stack.run("preview");
      expect(code).not.toBe(0);
      expect(stdout).toContain(
        'keyloom:accountId is "my-account", which is not a Cloudflare account\'s id (32 hexadecimal digits): `wrangler whoami` shows it, and so does the dashboard under Workers & Pages; set it with `pulumi config set keyloom:accountId ID`',
      );
    },
    COMMAND_TIMEOUT,
  );

  test(
    "in an account that Cloudflare does not know is rejected by the preview, and creates nothing",
    async () => {
      at.stack.configure({ accountId: UNKNOWN });
      const { code, stdout } = await at.stack.run("up", "--yes");
      expect(code).not.toBe(0);
      expect(stdout).toContain(
        `error: Cloudflare refuses the account ${UNKNOWN}, keyloom:accountId of the stack test: Could not route to`,
      );
      expect(stdout).toContain(
        "help: Cloudflare knows no account with this id: `wrangler whoami` shows it",
      );
      expect(stdout).not.toContain("updating");
      expect(stdout).not.toMatch(/^\s+at .+\(.+:\d+:\d+\)/m);
      expect(await titles(at)).toEqual({});
    },
    COMMAND_TIMEOUT,
  );

  test(
    "is rejected once by `up` without a preview in the same words, and creates nothing",
    async () => {
      at.stack.configure({ accountId: UNKNOWN });
      const { code, stdout } = await at.up();
      expect(code).not.toBe(0);
      // Above them each line of the progress is shown as it comes.
      const [, diagnostics = ""] = stdout.split("Diagnostics:");
      expect(diagnostics.match(/Could not route to/g)).toHaveLength(1);
      expect(stdout).toContain(`Cloudflare refuses the account ${UNKNOWN}, keyloom:accountId of`);
      expect(stdout).not.toContain("CACHE");
      expect(await titles(at)).toEqual({});

      const forbidden = await forbidding.up();
      expect(forbidden.code).not.toBe(0);
      expect(forbidden.stdout.split("Diagnostics:")[1]?.match(/Authentication/g)).toHaveLength(1);
      expect(forbidden.stdout).toContain("it needs the permission Workers KV Storage: Edit");
    },
    COMMAND_TIMEOUT,
  );

  test(
    "whose titles exist already, as after the state was lost, is previewed with a note on how to adopt them",
    async () => {
      at.stack.configure({});
      const before = await at.stack.run("preview");
      expect(before.stdout).not.toContain("already has");
      const id = await at.namespace("cache-test");
      const { code, stdout } = await at.stack.run("preview");
      expect(code, stdout).toBe(0);
      expect(stdout).toContain(
        `warning: the account already has a namespace titled "cache-test" (${id}): Cloudflare refuses`,
      );
      expect(stdout).toContain("`keyloom adopt --account ID --stage test`");
    },
    COMMAND_TIMEOUT,
  );

  test(
    "whose token may not use KV is rejected by the preview, which names the missing permission",
    async () => {
      const { code, stdout } = await forbidding.stack.run("preview");
      expect(code).not.toBe(0);
      expect(stdout).toContain("Authentication error (code 10000)");
      expect(stdout).toContain("it needs the permission Workers KV Storage: Edit in this account");
    },
    COMMAND_TIMEOUT,
  );

  test(
    "is previewed with a warning if a page comes in the place of the API's answer",
    async () => {
      const url = `http://127.0.0.1:${port}/sign-in/v4`;
      const blocked = await makeTestStack({
        files: FILES,
        environment: { CLOUDFLARE_BASE_URL: url },
      });
      const { code, stdout } = await blocked.stack.run("preview");
      await blocked.close();
      expect(code, stdout).toBe(0);
      expect(stdout).toContain(
        `warning: Cloudflare's API at ${url} cannot be reached: the answer is not of that API`,
      );
    },
    COMMAND_TIMEOUT,
  );

  test(
    "without a token and without seeds is previewed with a note on what is missing",
    async () => {
      const bare = await makeTestStack({
        files: { "keyloom.schema.ts": schemaOf({ CACHE: '{ title: "bare", collections: {} }' }) },
        environment: { CLOUDFLARE_API_TOKEN: undefined },
      });
      const { code, stdout } = await bare.stack.run("preview");
      await bare.close();
      expect(code, stdout).toBe(0);
      expect(stdout).toContain(
        "warning: there is no Cloudflare API token to create namespaces with: set CLOUDFLARE_API_TOKEN",
      );
    },
    COMMAND_TIMEOUT,
  );

  test(
    "with seeds but without a token, as in a fork's pull request, is previewed with a note on it",
    async () => {
      const fork = await makeTestStack({ files: FILES, environment: { CLOUDFLARE_API_TOKEN: "" } });
      const { code, stdout } = await fork.stack.run("preview");
      await fork.close();
      expect(code, stdout).toBe(0);
      expect(stdout).toContain("CACHE.flag create");
      expect(stdout.match(/warning: seeds need their own API token/g)).not.toBeNull();
      expect(stdout).toContain(
        "A token that only a provider of the program has is not used. `pulumi up` stops here",
      );
    },
    COMMAND_TIMEOUT,
  );

  test(
    "is previewed even if the API cannot be reached",
    async () => {
      server.closeAllConnections();
      server.close();
      const { code, stdout } = await forbidding.stack.run("preview");
      expect(code, stdout).toBe(0);
      expect(stdout).toContain("CACHE.flag create");
      expect(stdout).toContain(
        `warning: Cloudflare's API at http://127.0.0.1:${port}/client/v4 cannot be reached: connect ECONNREFUSED 127.0.0.1:${port}`,
      );
    },
    COMMAND_TIMEOUT,
  );
});
