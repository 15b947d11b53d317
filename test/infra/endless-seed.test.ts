import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { writeProject } from "../project.ts";
import { startKeyloom } from "./cli.ts";

/** A seed without an end, read without a wait: it says so by a file when a good part is through. */
const SEED = `import { writeFileSync } from "node:fs";
export default function* () {
  for (let id = 0; ; id++) {
    if (id === 5_000) writeFileSync("begun", "");
    yield { params: { id: String(id) }, value: "x" };
  }
}
`;

const SCHEMA = `import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";
export default defineKv({
  namespaces: {
    APP: {
      title: "app",
      collections: {
        item: collection({
          key: "item:{id}",
          params: { id: z.string().max(20) },
          value: z.string(),
          ttl: ttl.none("items stay"),
          seed: "./seed.ts",
        }),
      },
    },
  },
});
`;

test("Ctrl-C stops the check of a large seed, and leaves nothing behind", async () => {
  const project = writeProject({ "keyloom.schema.ts": SCHEMA, "seed.ts": SEED });
  const { child, ended } = startKeyloom(project, "up", "--local");
  while (!existsSync(join(project, "begun")) && child.exitCode === null) await setTimeout(20);
  child.kill("SIGINT");
  expect(await ended).toEqual({
    code: 130,
    stdout: "",
    stderr: "keyloom: stopped: the next run continues from here\n",
  });
  const left = readdirSync(join(project, ".wrangler"), { recursive: true, encoding: "utf8" });
  expect(left.filter((file) => /lock|\.tmp$/.test(file))).toEqual([]);
}, 60_000);
