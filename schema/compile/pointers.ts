import { fieldParam, fieldPath, objectIn, propertiesOnWay } from "../field-path.ts";
import type { KeyModel, ParamModel } from "../key-model.ts";
import type { PointerModel } from "../model.ts";
import { type ParamSchema, type ParamSchemas, schemaOf } from "../param.ts";
import type { PointerTemplates } from "../pointer-options.ts";
import type { DefinitionProblem, Fault } from "../problem.ts";
import { parseTemplate } from "../template.ts";
import type { TypeModel } from "../type/model.ts";
import { presentType } from "../type/present-type.ts";
import { specialOf } from "./key.ts";
import { compileField, compileParam } from "./param.ts";

/** What pointers are compiled from. */
interface PointerContext {
  readonly key: KeyModel;
  readonly schemas: ParamSchemas;
  readonly value: TypeModel;
  readonly hasCache: boolean;
  readonly separator: string;
  /** Receives what is wrong, with paths from the collection. */
  readonly problems: DefinitionProblem[];
}

/** No method of an accessor has such a name, or ever will. */
const POINTER_NAME = /^by[A-Z][\w$]*$/;

/** Compiles the pointers of a collection; one that cannot be compiled is left out. */
export function compilePointers(
  pointers: PointerTemplates,
  context: PointerContext,
): readonly PointerModel[] {
  const names = Object.keys(pointers).sort();
  const fault = names.length === 0 ? undefined : collectionFault(context);
  if (fault !== undefined) {
    context.problems.push({ rule: "pointer-invalid", path: ["pointers"], ...fault });
    return [];
  }
  return names.flatMap((name) => {
    const options = pointers[name as keyof PointerTemplates] ?? "";
    const { key: template, onTaken = "throw" } =
      typeof options === "string" ? { key: options } : options;
    if (!POINTER_NAME.test(name)) {
      context.problems.push({
        rule: "pointer-invalid",
        path: ["pointers", name],
        at: "name",
        message: `the pointer's name \`${name}\` does not say what it finds records by`,
        help: "Start it with `by` and a capital letter, like `byEmail`: no method has such a name.",
      });
    }
    const key = compilePointerKey(name, template, context);
    return key === undefined ? [] : [{ name, ...key, ...(onTaken === "replace" && { onTaken }) }];
  });
}

function collectionFault({ key, value, hasCache }: PointerContext): Fault | undefined {
  if (hasCache) {
    return {
      message:
        "a collection with a `cache` cannot have pointers: its records come and go by themselves",
      help: "Use a separate collection for the cache.",
    };
  }
  if (value.kind === "bytes" || value.kind === "stream") {
    return {
      message: "bytes have no fields by which a record could be found",
      help: "Store what you search by in a separate collection, with the key of the bytes.",
    };
  }
  if (key.params.length === 0) {
    return {
      message: "a collection of one record needs no pointers to find it",
      help: "Remove them, or give the key a parameter.",
    };
  }
  return undefined;
}

function compilePointerKey(
  name: string,
  template: string,
  context: PointerContext,
): Pick<PointerModel, "key" | "fields"> | undefined {
  const { separator, problems } = context;
  const path = ["pointers", name, "key"];
  const written = new Map<string, string>();
  const segments = parseTemplate(template, (text) => {
    const param = fieldParam(text);
    if (param !== undefined && !written.has(param)) written.set(param, text);
    return param;
  });
  if ("message" in segments) {
    problems.push({ rule: "template-syntax", path, ...segments });
    return undefined;
  }
  const params: ParamModel[] = [];
  const fields: Record<string, readonly string[]> = {};
  for (const [index, segment] of segments.entries()) {
    if (!("param" in segment)) continue;
    const text = written.get(segment.param) ?? segment.param;
    const steps = fieldPath(text) ?? [];
    const schema = schemaOf(text, context.schemas);
    const special = specialOf(schema, segments, index, separator);
    const param = compilePart(segment.param, text, schema, special, context);
    if ("message" in param) problems.push({ path, ...param });
    else {
      params.push(param);
      if (steps.length > 1) fields[segment.param] = steps;
    }
  }
  if (written.size === 0) {
    problems.push({
      rule: "pointer-invalid",
      path,
      message: `all records would share the pointer \`${template}\``,
      help: "Add what it finds records by as a parameter: `user-email:{email}`.",
    });
  }
  if (params.length < written.size || written.size === 0) return undefined;
  const key = { template, segments, params };
  return Object.keys(fields).length === 0 ? { key } : { key, fields };
}

/**
 * A parameter of a pointer: one of the record's own key, or else a field of its value.
 *
 * @param text the text between the braces.
 */
function compilePart(
  name: string,
  text: string,
  schema: ParamSchema | undefined,
  special: string,
  { key, value }: PointerContext,
): ParamModel | (Fault & Pick<DefinitionProblem, "rule">) {
  const isOfKey = key.params.some((param) => param.name === text);
  const steps = fieldPath(text) ?? [];
  const isTaken = steps.length > 1 && key.params.some((param) => param.name === name);
  const field = propertiesOnWay(value, steps)?.at(-1);
  if (isTaken) {
    return {
      rule: "pointer-invalid",
      message: `the parameter of \`{${text}}\` would be called \`${name}\`, like one of the record's key`,
      help: "Rename the key's parameter.",
    };
  }
  if (!isOfKey && field === undefined) {
    return { rule: "pointer-invalid", ...unknownField(text, steps, key, value) };
  }
  // What is wrong with a key's parameter was already reported by `compileKey`.
  const param =
    isOfKey || field === undefined
      ? compileParam(name, schema, special)
      : compileField({ ...field, name }, special);
  if (!("message" in param)) return param;
  const { message, help } = param;
  return { rule: "param-not-supported", message: `\`{${text}}\`: ${message}`, help };
}

function unknownField(
  text: string,
  steps: readonly string[],
  key: KeyModel,
  value: TypeModel,
): Fault {
  // As far as the path exists.
  const end = steps.findIndex((_, index) => !propertiesOnWay(value, steps.slice(0, index + 1)));
  const way = steps.slice(0, end);
  const holder = way.length === 0 ? value : propertiesOnWay(value, way)?.at(-1)?.type;
  const fields = holder && objectIn(presentType(holder))?.properties;
  const names = (fields ?? []).map(({ name }) => name);
  const known = way.length === 0 ? [...key.params.map(({ name }) => name), ...names] : names;
  if (way.length > 0 && fields === undefined) {
    return {
      message: `\`${way.join(".")}\` is not an object, so it has no \`{${text}}\``,
      help: "Use fields of the value and of objects in it, not of lists, records or unions.",
    };
  }
  return {
    message:
      way.length === 0
        ? `neither the key nor the value has \`{${text}}\``
        : `\`${way.join(".")}\` has no \`{${text}}\``,
    help: `Use one of: ${[...new Set(known)].join(", ")}.`,
  };
}
