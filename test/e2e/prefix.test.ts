import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { schemaOf } from "../infra/stage.ts";
import { stackProgram } from "./own-project.ts";
import { pulumi } from "./pulumi.ts";
import { COMMAND_TIMEOUT, makeTestStack, type TestStack } from "./test-stack.ts";

const PROGRAM = stackProgram(`stage: "prod",
  seeds: { APP: { item: [{ params: { name: "b" }, value: "given" }] } },
  ...config.getObject("names"),`);

describe.skipIf(pulumi.missing !== undefined)("a stack that is given another prefix", () => {
  let at: TestStack;

  beforeAll(async () => {
    const collection = `collection({ key: "item:{name}", value: z.string(), ttl: ttl.none("test"),
      seed: [{ params: { name: "a" }, value: "seeded" }] })`;
    at = await makeTestStack({
      files: {
        "keyloom.schema.ts": schemaOf({
          APP: `{ title: "app-{stage}", preview: true, collections: { item: ${collection} } }`,
        }),
      },
      program: PROGRAM,
    });
  }, COMMAND_TIMEOUT);
  afterAll(() => at.close());

  test(
    "keeps its namespaces, twins and seeds, and changes nothing in KV",
    async () => {
      await at.done("up");
      for (const names of [
        { prefix: "shop", formerPrefix: "" },
        { prefix: "store", formerPrefix: "shop" },
      ]) {
        at.stack.configure({ names: JSON.stringify(names) });
        const calls = new Map(at.local.calls);
        expect(await at.done("up")).toEqual({});
        const writes = [...at.local.calls].filter(
          ([call, count]) => !call.startsWith("GET ") && calls.get(call) !== count,
        );
        expect(writes).toEqual([]);
      }
    },
    COMMAND_TIMEOUT,
  );
});
