import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLocalCloudflare } from "../../src/cloudflare/local/index.ts";
import { connect, type TestServer } from "../cloudflare/server.ts";
import { makeDataFolder } from "../data-folder.ts";
import { flagRecords, flags, schemaOf } from "../infra/stage.ts";
import { makeProject } from "../project.ts";
import { titles } from "./operations.ts";
import { makeStack, type PulumiStack, pulumi, TOKEN } from "./pulumi.ts";

const FILES = {
  "keyloom.schema.ts": schemaOf({ CACHE: flags({ title: "cache-{stage}" }) }),
  "flags.json": flagRecords({ a: true }),
};

/** Each command starts the engine, two providers and the program. */
const TIMEOUT = 240_000;

describe.skipIf(pulumi.missing !== undefined)("without a token in the environment", () => {
  let project: ReturnType<typeof makeProject>;
  let data: ReturnType<typeof makeDataFolder>;
  let server: Omit<TestServer, "folder">;
  let stack: PulumiStack;

  beforeAll(async () => {
    project = makeProject(FILES);
    data = makeDataFolder();
    const local = await startLocalCloudflare({ persistTo: data.path });
    server = connect(local);
    stack = await makeStack({
      folder: data.path,
      apiUrl: local.url,
      config: { accountId: local.accountId, schema: join(project.path, "keyloom.schema.ts") },
      environment: { CLOUDFLARE_API_TOKEN: undefined, STAND_IN_API_TOKEN: TOKEN },
    });
  }, TIMEOUT);
  afterAll(async () => {
    await server.local.close();
    data.remove();
    project.remove();
  });

  const up = () => stack.run("up", "--yes", "--skip-preview");

  test(
    "`pulumi up` says so before it makes anything",
    async () => {
      const { code, stdout } = await up();
      expect(code).not.toBe(0);
      expect(stdout).toContain(
        "seeds are sent with a token of their own, and there is none: set CLOUDFLARE_API_TOKEN",
      );
      expect(stdout).not.toMatch(/^\s+at .+\(.+:\d+:\d+\)/m);
      expect(await titles(server)).toEqual({});
    },
    TIMEOUT,
  );

  test(
    "seeds are sent with the one that the stack's configuration has as its secret",
    async () => {
      const set = await stack.run("config", "set", "--secret", "cloudflare:apiToken", TOKEN);
      expect(set.code, set.stderr).toBe(0);
      const { code, stdout } = await up();
      expect(code, stdout).toBe(0);
      const [id = ""] = Object.keys(await titles(server));
      expect((await server.request("GET", `/${id}/values/flag:a`)).text).toBe('{"on":true}');
    },
    TIMEOUT,
  );

  test("which is in no state, log or output", () => {
    const files = readdirSync(data.path, { recursive: true, withFileTypes: true });
    const texts = files
      .filter((file) => file.isFile())
      .map((file) => readFileSync(join(file.parentPath, file.name), "latin1"));
    expect(texts.length).toBeGreaterThan(3);
    for (const text of [...texts, stack.printed]) expect(text.includes(TOKEN)).toBe(false);
  });
});
