import { expectTypeOf, test } from "vitest";
import type { DefinitionCheckId } from "../../schema/checks/ids.ts";
import type { DefinitionProblem } from "../../schema/problem.ts";

test("a definition problem has the id of a check with a page", () => {
  const problem = { path: [], message: "", help: "" };
  const known: DefinitionProblem = { ...problem, rule: "key-collision" };
  expectTypeOf(known.rule).toEqualTypeOf<DefinitionCheckId>();
  // @ts-expect-error: there is no such check.
  const unknown: DefinitionProblem = { ...problem, rule: "key-colision" };
  expectTypeOf(unknown).toExtend<object>();
});
