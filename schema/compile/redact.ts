import type { KeyModel } from "../key-model.ts";
import type { RedactedPart, RedactModel } from "../model.ts";
import type { DefinitionProblem, Fault, Path } from "../problem.ts";
import {
  isRedaction,
  type Redaction,
  type RedactionKind,
  type RedactionTree,
  type RedactOption,
} from "../redact.ts";
import { entriesOf, formsOf } from "../type/forms.ts";
import { integerBounds } from "../type/integer-bounds.ts";
import type { NumberType, TypeModel } from "../type/model.ts";
import { integerForm, paramFault, partFault, recursionFault } from "./redact-faults.ts";

/** What redactions apply to. */
interface RedactContext {
  readonly key: KeyModel;
  readonly value: TypeModel;
  readonly metadata: TypeModel | undefined;
  /** Receives what is wrong, with paths from the collection. */
  readonly problems: DefinitionProblem[];
}

/** The current place in a walk through redactions. */
interface Place {
  readonly part: "value" | "metadata";
  /** The path in the author's redactions. */
  readonly at: Path;
  /** The path in a stored record, with `[]` for each entry of a list or a record. */
  readonly path: readonly string[];
}

/** Compiles what happens to personal data; a redaction that cannot be compiled is left out. */
export function compileRedact(option: RedactOption, context: RedactContext): RedactModel {
  if ("policy" in option) return { policy: option.policy, reason: option.reason };
  const parts: RedactedPart[] = [];
  for (const [name, redaction] of Object.entries(option.params ?? {})) {
    if (redaction === undefined) continue;
    const fault = paramFault(name, redaction, context.key);
    if (fault !== undefined) {
      add(context, ["params", name], fault);
      continue;
    }
    const codec = context.key.params.find((param) => param.name === name)?.codec;
    const by = plain(redaction, codec?.kind === "integer" ? codec.type : undefined);
    parts.push({ part: "params", path: [name], by });
  }
  for (const part of ["value", "metadata"] as const) {
    const tree = option[part];
    const type = context[part];
    if (tree === undefined) continue;
    const place: Place = { part, at: [part], path: [] };
    if (type !== undefined && type.kind !== "bytes" && type.kind !== "stream") {
      parts.push(...redactionsIn(tree, type, place, context));
      continue;
    }
    const [message, help] =
      type === undefined
        ? ["the collection declares no metadata to redact", "Remove it."]
        : [
            "the content of bytes is not known",
            "Decide it for the collection: `redact: redact.withheld(…)`, or `redact.none(…)`.",
          ];
    add(context, [part], { message, help });
  }
  return { policy: "parts", parts };
}

function* redactionsIn(
  tree: RedactionTree,
  type: TypeModel,
  place: Place,
  context: RedactContext,
): Generator<RedactedPart> {
  const forms = formsOf(type);
  const fields = forms.flatMap((form) => (form.kind === "object" ? form.properties : []));
  const entries = forms.flatMap(entriesOf);
  const isOfAll = isRedaction(tree) && (tree.kind === "fixed" || tree.kind === "omit");
  if (entries.length > 0 && fields.length === 0 && !isOfAll) {
    const each = { ...place, path: [...place.path, "[]"] };
    yield* redactionsIn(tree, unionOf(entries), each, context);
    return;
  }
  if (isRedaction(tree)) {
    const isWhole = place.part === "value" && place.path.length === 0;
    const fault = partFault(tree, type, isWhole);
    if (fault !== undefined) add(context, place.at, fault);
    else yield { part: place.part, path: place.path, by: plain(tree, integerForm(type)) };
    return;
  }
  const fault = recursionFault(type, tree);
  if (fault !== undefined) add(context, place.at, fault);
  for (const [name, below] of Object.entries(tree)) {
    if (below === undefined) continue;
    const at = [...place.at, name];
    const types = fields.filter((field) => field.name === name).map(({ type }) => type);
    if (types.length > 0) {
      const inner = { ...place, at, path: [...place.path, name] };
      yield* redactionsIn(below, unionOf(types), inner, context);
      continue;
    }
    const known = [...new Set(fields.map(({ name }) => name))].join(", ");
    const message = `${["the", place.part, ...place.path].join(" ")} has no field \`${name}\` to redact`;
    const help = known === "" ? "Redact it as a whole." : `Use one of: ${known}.`;
    add(context, at, { message, help }, "name");
  }
}

function unionOf(options: readonly TypeModel[]): TypeModel {
  const [only, ...others] = options;
  return only !== undefined && others.length === 0 ? only : { kind: "union", options };
}

/**
 * Without the mark, which JSON cannot represent.
 *
 * @param integers the type to which a redaction of integers applies.
 */
function plain(redaction: Redaction, integers: NumberType | undefined): RedactionKind {
  const { kind } = redaction;
  if (kind === "fixed") return { kind, value: redaction.value };
  // A redaction of integers always applies to such a type.
  return kind === "integer" ? { kind, ...integerBounds(integers as NumberType) } : { kind };
}

function add(
  { problems }: RedactContext,
  path: Path,
  fault: Fault,
  at: "name" | "value" = "value",
): void {
  problems.push({ rule: "redact-invalid", path: ["redact", ...path], at, ...fault });
}
