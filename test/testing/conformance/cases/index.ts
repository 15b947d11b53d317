import type { Cases } from "../attempt.ts";
import { bulkReadCases } from "./bulk-reads.ts";
import { keyCases } from "./keys.ts";
import { listCases } from "./lists.ts";
import { readCases } from "./reads.ts";
import { valueCases } from "./values.ts";
import { writeCases } from "./writes.ts";

export const CASES: Cases = {
  ...keyCases,
  ...valueCases,
  ...readCases,
  ...bulkReadCases,
  ...writeCases,
  ...listCases,
};
