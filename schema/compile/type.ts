import type { core } from "zod";
import { reasonOf } from "../../src/runtime/error.ts";
import type { DefinitionProblem } from "../problem.ts";
import { authoredIn } from "../type/authored.ts";
import { describeType } from "../type/describe.ts";
import { notCompiled, type TypeFault } from "../type/faults.ts";
import { missingParts } from "../type/missing-parts.ts";
import type { TypeModel } from "../type/model.ts";
import { pathOf } from "../type/steps.ts";
import { isMixed, storedForm } from "../type/writing.ts";
import type { CompileContext } from "./context.ts";

/** The option of a collection to which a type belongs. */
type Part = "value" | "metadata";

/** Compiles the stored type of values or metadata, as far as possible. */
export function compileType(
  schema: core.$ZodType,
  part: Part,
  { zodInWorker, problems }: Pick<CompileContext, "zodInWorker" | "problems">,
): TypeModel {
  const faults: TypeFault[] = [];
  const type = described(schema, part, faults, problems);
  if (zodInWorker === "error") {
    const help = 'Use plain types and checks, or allow it with `zodInWorker: "allow"`.';
    for (const { steps, reason } of authoredIn(type)) {
      faults.push(notCompiled(pathOf(steps), reason, help));
    }
  }
  if (isMixed(type)) {
    const message = "a type with a codec and a one-way `.transform()` cannot be written";
    const help = "Turn the transform into a codec: `z.codec(in, out, { decode, encode })`.";
    faults.push({ rule: "type-not-supported", path: [], message, help });
  }
  for (const fault of faults) {
    problems.push({ ...fault, path: [part, ...fault.path] });
  }
  const { kind } = storedForm(type);
  if (part === "metadata" && (kind === "nullable" || kind === "null")) {
    problems.push({
      rule: "value-not-json",
      path: [part],
      message: "KV does not keep `null` as metadata: a read returns none",
      help: "Use `.optional()`.",
    });
  }
  for (const path of missingParts(type)) {
    // A record may have no metadata.
    if (part === "metadata" && path.length === 0) continue;
    problems.push({
      rule: "value-not-json",
      path: [part, ...path],
      message: "JSON can represent an optional value only as an object's property",
      help: "Use `.nullable()`, or `.default()`.",
    });
  }
  return type;
}

function described(
  schema: core.$ZodType,
  part: Part,
  faults: TypeFault[],
  problems: DefinitionProblem[],
): TypeModel {
  try {
    return describeType(schema, faults);
  } catch (error) {
    // A getter of the author's, in `z.lazy` or in a recursive object.
    problems.push({
      rule: "definition-invalid",
      path: [part],
      message: `the type cannot be read: ${reasonOf(error)}`,
      help: "Fix what `z.lazy` or the getters in it return. They can be nested by some hundreds of levels at most.",
    });
    return { kind: "null" };
  }
}
