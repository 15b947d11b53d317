import type { KeyModel, ParamModel, PointerModel } from "../model.ts";
import type { ParamSchema } from "../param.ts";
import type { PointerTemplates } from "../pointer-options.ts";
import type { DefinitionProblem } from "../problem.ts";
import { parseTemplate } from "../template.ts";
import type { ObjectType, TypeModel } from "../type/model.ts";
import { specialOf } from "./key.ts";
import { compileField, compileParam, type ParamFault } from "./param.ts";

/** What pointers are made of. */
interface PointerContext {
  readonly key: KeyModel;
  readonly schemas: Readonly<Record<string, ParamSchema | undefined>>;
  readonly value: TypeModel;
  readonly hasCache: boolean;
  readonly separator: string;
  /** Gets what is wrong, with paths from the collection. */
  readonly problems: DefinitionProblem[];
}

/** No method of an accessor has such a name, and none will. */
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
        message: `the pointer's name \`${name}\` does not say what it finds by`,
        help: "Start it with `by` and a capital, as `byEmail` does: no method has such a name.",
      });
    }
    const key = compilePointerKey(name, template, context);
    return key === undefined ? [] : [{ name, key, ...(onTaken === "replace" && { onTaken }) }];
  });
}

function collectionFault({ key, value, hasCache }: PointerContext): ParamFault | undefined {
  if (hasCache) {
    return {
      message:
        "a collection with a `cache` cannot have pointers: its records come and go by themselves",
      help: "Cache what is looked up in a collection of its own.",
    };
  }
  if (value.kind === "bytes" || value.kind === "stream") {
    return {
      message: "bytes have no fields by which a record could be found",
      help: "Keep what you look up in a collection of its own, with the key of the bytes.",
    };
  }
  if (key.params.length === 0) {
    return {
      message: "a collection of one record needs no pointers to find it",
      help: "Take them out, or give the key a parameter.",
    };
  }
  return undefined;
}

function compilePointerKey(
  name: string,
  template: string,
  { key, schemas, value, separator, problems }: PointerContext,
): KeyModel | undefined {
  const path = ["pointers", name, "key"];
  const segments = parseTemplate(template);
  if ("message" in segments) {
    problems.push({ rule: "template-syntax", path, ...segments });
    return undefined;
  }
  const fields = objectIn(value)?.properties ?? [];
  const params: ParamModel[] = [];
  let count = 0;
  for (const [index, segment] of segments.entries()) {
    if (!("param" in segment)) continue;
    count++;
    const isOfKey = key.params.some(({ name }) => name === segment.param);
    const schema = isOfKey ? schemaOf(segment.param, schemas) : undefined;
    const special = specialOf(schema, segments, index, separator);
    const field = fields.find(({ name }) => name === segment.param);
    if (!isOfKey && field === undefined) {
      const known = [...key.params, ...fields].map(({ name }) => name);
      problems.push({
        rule: "pointer-invalid",
        path,
        message: `neither the key nor the value has \`{${segment.param}}\``,
        help: `There are: ${[...new Set(known)].join(", ")}.`,
      });
      continue;
    }
    // Of a key's parameter `compileKey` has said already what is wrong with it.
    const param =
      isOfKey || field === undefined
        ? compileParam(segment.param, schema, special)
        : compileField(field, special);
    if ("message" in param) {
      const { message, help } = param;
      problems.push({
        rule: "param-not-supported",
        path,
        message: `\`{${segment.param}}\`: ${message}`,
        help,
      });
    } else params.push(param);
  }
  if (count === 0) {
    problems.push({
      rule: "pointer-invalid",
      path,
      message: `all records would have the one pointer \`${template}\``,
      help: "Write what it finds by as a parameter: `user-email:{email}`.",
    });
  }
  return params.length < count || count === 0 ? undefined : { template, segments, params };
}

/** A parameter may well be called `constructor`. */
function schemaOf(name: string, schemas: PointerContext["schemas"]): ParamSchema | undefined {
  return Object.hasOwn(schemas, name) ? schemas[name] : undefined;
}

/** The object that a value is, whatever fills it in. */
function objectIn(type: TypeModel): ObjectType | undefined {
  switch (type.kind) {
    case "object":
      return type;
    case "readonly":
    case "recursive":
    case "default":
    case "prefault":
    case "catch":
    case "authored":
      return objectIn(type.inner);
    default:
      return undefined;
  }
}
