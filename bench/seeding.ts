import { globSync } from "node:fs";
import { dirname, join } from "node:path";
import { measureSending } from "../test/infra/many/measure.ts";
import { measureProvider } from "../test/infra/many/measure-provider.ts";
import { buildPackage, KEYLOOM } from "./support/project.ts";
import { type Bench, bounded } from "./support/row.ts";

const RECORDS = 1_000_000;
const MAX_RESIDENT = 200 * 1024 ** 2;

async function run() {
  buildPackage();
  // As the command loads it: users do not run the sources, which take 40 MB more.
  const [module] = globSync(join(dirname(KEYLOOM), "../../chunks/up-local-*.js"));
  if (module === undefined) throw new Error("the build has no part for `up --local`");
  const { calls, keys, live, resident } = await measureSending(RECORDS, module);
  if (keys !== RECORDS) throw new Error(`${keys} of ${RECORDS} records arrived`);
  const { NODE_OPTIONS: _, ...environment } = process.env;
  const provider = await measureProvider(RECORDS, environment);
  if (provider.keys !== RECORDS) throw new Error(`${provider.keys} of ${RECORDS} records arrived`);
  return [
    bounded("calls for 1,000,000 records", calls, RECORDS / 1_000, String),
    bounded("the same: memory held for sending", live, undefined, megabytes),
    bounded("the same: resident memory of the process", resident, MAX_RESIDENT, megabytes),
    bounded(
      "resident memory of the seeds' provider under the CLI",
      provider.resident,
      MAX_RESIDENT,
      megabytes,
    ),
  ];
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 ** 2)} MB`;
}

export const bench: Bench = { title: "Seeding", peers: [], run };
