import { measureSending } from "../test/infra/many/measure.ts";
import { type Bench, bounded } from "./support/row.ts";

const RECORDS = 1_000_000;

async function run() {
  const { calls, keys, live, resident } = await measureSending(RECORDS);
  if (keys !== RECORDS) throw new Error(`${keys} of ${RECORDS} records arrived`);
  return [
    bounded("calls for 1,000,000 records", calls, RECORDS / 1_000, String),
    bounded("the same: memory that sending holds", live, undefined, megabytes),
    bounded("the same: resident memory of the process", resident, 200 * 1024 ** 2, megabytes),
  ];
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 ** 2)} MB`;
}

export const bench: Bench = { title: "Seeding", peers: [], run };
