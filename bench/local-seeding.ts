import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { alternate } from "./support/alternate.ts";
import { buildPackage, KEYLOOM, packageFile, runNode, withProject } from "./support/project.ts";
import { type Bench, compared, seconds } from "./support/row.ts";

const RECORDS = 2_000;
const ROUNDS = 3;
const WRANGLER = packageFile("wrangler", "bin", "wrangler.js");

const SCHEMA = `import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";
export default defineKv({ namespaces: { MANY: { title: "many", collections: { record: collection({
  key: "record:{n}", params: { n: z.int().min(0).max(9_999_999) },
  value: z.object({ name: z.string(), n: z.int() }), ttl: ttl.none("it is a bench"), seed: "./records.json",
}) } } } });
`;

async function run() {
  buildPackage();
  const numbers = Array.from({ length: RECORDS }, (_, n) => n);
  const values = numbers.map((n) => ({ name: `record ${n}`, n }));
  const files = {
    "keyloom.schema.ts": SCHEMA,
    "records.json": JSON.stringify(values.map((value) => ({ params: { n: value.n }, value }))),
    "bulk.json": JSON.stringify(
      values.map((value) => ({ key: `record:${value.n}`, value: JSON.stringify(value) })),
    ),
  };
  return withProject(files, async (folder) => {
    const namespace = { binding: "MANY", id: "0123456789abcdef0123456789abcdef" };
    writeFileSync(
      join(folder, "wrangler.json"),
      JSON.stringify({
        name: "many",
        compatibility_date: "2026-11-01",
        kv_namespaces: [namespace],
      }),
    );
    const put = ["kv", "bulk", "put", "bulk.json", "--local", "--binding", "MANY"];
    let runs = 0;
    const onNewFolder = (...args: readonly string[]) =>
      runNode(folder, [...args, "--persist-to", `data-${runs++}`]);
    const { ours, theirs, ratio } = await alternate(
      async () => onNewFolder(KEYLOOM, "up", "--local"),
      async () => onNewFolder(WRANGLER, ...put),
      { rounds: ROUNDS },
    );
    return [
      compared({
        what: `\`keyloom up --local\`, ${RECORDS.toLocaleString("en")} records on disk`,
        peer: "`wrangler kv bulk put --local`",
        keyloom: ours,
        theirs,
        ratio,
        atMost: 1 / 8,
        show: seconds,
      }),
    ];
  });
}

export const bench: Bench = { title: "Local seeding", peers: ["miniflare", "wrangler"], run };
