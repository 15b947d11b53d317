import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { schemaOf } from "../infra/stage.ts";
import { titles } from "./operations.ts";
import { KEYLOOMS_START, PULUMI_YAML, providerFrom, stackProgram } from "./own-project.ts";
import { pulumi } from "./pulumi.ts";
import { COMMAND_TIMEOUT, makeTestStack } from "./test-stack.ts";

/** Waits until the seeds' provider has been started, for 20 s at most, and says in its record whether it was. */
const SEED = `import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

export default async function* () {
  const isStarted = () => existsSync(new URL("started", import.meta.url));
  for (let n = 0; n < 200 && !isStarted(); n++) await sleep(100);
  yield { params: {}, value: { isStarted: isStarted() } };
}
`;

/** Stands before Keyloom's start of Pulumi's provider. */
const PROVIDER = `#!/bin/sh
touch "$(dirname "$0")/../started"
exec ${KEYLOOMS_START}/pulumi-resource-pulumi-nodejs "$@"
`;

test.skipIf(pulumi.missing !== undefined)(
  "the seeds' provider is started while the program still reads their records",
  async () => {
    const at = await makeTestStack({
      files: {
        "keyloom.schema.ts": schemaOf({
          CACHE: `{ title: "cache-{stage}", collections: { state: collection({
            key: "state", value: z.object({ isStarted: z.boolean() }),
            ttl: ttl.none("it is a test"), seed: "./state.ts",
          }) } }`,
        }),
        "state.ts": SEED,
        "provider/pulumi-resource-pulumi-nodejs": PROVIDER,
      },
      program: stackProgram('stage: "dev",'),
    });
    onTestFinished(() => at.close());
    chmodSync(join(at.project, "provider", "pulumi-resource-pulumi-nodejs"), 0o755);
    writeFileSync(join(at.project, "Pulumi.yaml"), PULUMI_YAML + providerFrom("provider"));
    expect(await at.done("up")).toEqual({
      CACHE: "created",
      "CACHE.state": "created",
      "keyloom-test": "created",
    });
    const [id] = Object.keys(await titles(at));
    expect((await at.request("GET", `/${id}/values/state`)).text).toBe('{"isStarted":true}');
    // Nothing of the call that starts it is shown.
    expect(at.stack.printed).not.toMatch(/keyloom:start|unknown function|error/i);
  },
  COMMAND_TIMEOUT,
);
