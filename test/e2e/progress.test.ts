import { afterAll, describe, expect, test } from "vitest";
import { schemaOf } from "../infra/stage.ts";
import { pulumi } from "./pulumi.ts";
import { COMMAND_TIMEOUT, makeTestStack } from "./test-stack.ts";

/** Two calls of the bulk endpoint, with more than two seconds between their last records. */
const SLOW_SEED = `export default async function* () {
  for (let id = 0; id < 2_001; id++) yield { params: { id }, value: "a" };
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  yield { params: { id: 2_001 }, value: "a" };
}
`;

describe.skipIf(pulumi.missing !== undefined)("a seed that takes long", async () => {
  const stack = await makeTestStack({
    files: {
      "seed.ts": SLOW_SEED,
      "keyloom.schema.ts": schemaOf({
        CACHE:
          '{ title: "cache-{stage}", collections: { note: collection({ key: "note:{id}", params: { id: z.int().min(0).max(9_999) }, value: z.string(), codec: "text", ttl: ttl.none("kept"), seed: "./seed.ts" }) } }',
      }),
    },
  });
  afterAll(() => stack.close());

  test("shows its progress while it is read and while it is sent, and not in the diagnostics at the end", {
    timeout: COMMAND_TIMEOUT,
  }, async () => {
    const { code, stdout } = await stack.up();
    expect(code, stdout).toBe(0);
    expect(stdout).toMatch(/ checking CACHE\.note 2001, \d+\/s\n/);
    expect(stdout).toMatch(/ seeding CACHE\.note 2002\/2002, \d+\/s, 0s left\n/);
    const [, diagnostics = ""] = stdout.split("Diagnostics:");
    expect(diagnostics).not.toContain("CACHE.note");
  });
});
