import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { flagRecords, flags, schemaOf } from "../infra/stage.ts";
import { titles } from "./operations.ts";
import { pulumi, TOKEN } from "./pulumi.ts";
import { COMMAND_TIMEOUT, makeTestStack, type TestStack } from "./test-stack.ts";

const FILES = {
  "keyloom.schema.ts": schemaOf({ CACHE: flags({ title: "cache-{stage}" }) }),
  "flags.json": flagRecords({ a: true }),
};

describe.skipIf(pulumi.missing !== undefined)("without a token in the environment", () => {
  let at: TestStack;

  beforeAll(async () => {
    at = await makeTestStack({
      files: FILES,
      environment: { CLOUDFLARE_API_TOKEN: undefined, STAND_IN_API_TOKEN: TOKEN },
    });
  }, COMMAND_TIMEOUT);
  afterAll(() => at.close());

  test(
    "`pulumi up` says so before it creates anything",
    async () => {
      const { code, stdout } = await at.up();
      expect(code).not.toBe(0);
      expect(stdout).toContain(
        "seeds need their own API token, and there is none: set CLOUDFLARE_API_TOKEN",
      );
      expect(stdout).not.toMatch(/^\s+at .+\(.+:\d+:\d+\)/m);
      expect(await titles(at)).toEqual({});
    },
    COMMAND_TIMEOUT,
  );

  test(
    "seeds are sent with the secret token in the stack's configuration",
    async () => {
      const set = await at.stack.run("config", "set", "--secret", "cloudflare:apiToken", TOKEN);
      expect(set.code, set.stderr).toBe(0);
      const { code, stdout } = await at.up();
      expect(code, stdout).toBe(0);
      const [id = ""] = Object.keys(await titles(at));
      expect((await at.request("GET", `/${id}/values/flag:a`)).text).toBe('{"on":true}');
    },
    COMMAND_TIMEOUT,
  );

  test("that token is in no state, log or output", () => {
    const files = readdirSync(at.folder, { recursive: true, withFileTypes: true });
    const texts = files
      .filter((file) => file.isFile())
      .map((file) => readFileSync(join(file.parentPath, file.name), "latin1"));
    expect(texts.length).toBeGreaterThan(3);
    for (const text of [...texts, at.stack.printed]) expect(text.includes(TOKEN)).toBe(false);
  });
});
