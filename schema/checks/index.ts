import type { Model } from "../model.ts";
import type { DefinitionProblem } from "../problem.ts";
import type { DefinitionCheck } from "./check.ts";
import { keyCollision } from "./key-collision.ts";
import { keyReserved } from "./key-reserved.ts";
import { keyTooLong } from "./key-too-long.ts";
import { metadataTooLong } from "./metadata-too-long.ts";
import { renameConflict } from "./rename-conflict.ts";
import { secretName } from "./secret-name.ts";
import { titleDuplicate } from "./title-duplicate.ts";
import { titlePlaceholder } from "./title-placeholder.ts";
import { ttlBounds, ttlRange } from "./ttl-bounds.ts";

const CHECKS: readonly DefinitionCheck[] = [
  keyCollision,
  keyReserved,
  keyTooLong,
  metadataTooLong,
  renameConflict,
  secretName,
  titleDuplicate,
  titlePlaceholder,
  ttlBounds,
  ttlRange,
];

/** Runs every definition check that needs only the model. */
export async function runChecks(model: Model): Promise<readonly DefinitionProblem[]> {
  const problems: DefinitionProblem[] = [];
  for (const { id, find } of CHECKS) {
    for await (const finding of find(model)) {
      problems.push({ ...finding, rule: id });
    }
  }
  return problems;
}
