import { CALLERS } from "./callers.ts";
import { INFRASTRUCTURE } from "./infrastructure.ts";
import type { BreakingRule } from "./rule.ts";
import { RUNNING_READERS } from "./running-readers.ts";
import { STORED_DATA } from "./stored-data.ts";
import { WRITERS } from "./writers.ts";

/** All kinds of breaking changes, by name. `wrong` shows a breaking change, `right` one that breaks nothing. */
export const BREAKING = {
  ...STORED_DATA,
  ...RUNNING_READERS,
  ...WRITERS,
  ...CALLERS,
  ...INFRASTRUCTURE,
} as const;

export const BREAKING_RULES: readonly BreakingRule[] = Object.values(BREAKING).sort((a, b) =>
  a.id < b.id ? -1 : 1,
);
