import type { PointerModel } from "./model.ts";
import { plainName } from "./template.ts";
import type { ObjectType, PropertyModel, TypeModel } from "./type/model.ts";
import { presentType } from "./type/present-type.ts";

/** The path to a field of a value: `["contact", "email"]` for `contact.email`; nothing if it names no field. */
export function fieldPath(written: string): readonly string[] | undefined {
  const steps = written.split(".");
  return steps.every((step) => plainName(step) !== undefined) ? steps : undefined;
}

/** The path to the field of a pointer's parameter. A parameter may be called `constructor`. */
export function wayOf(fields: PointerModel["fields"], param: string): readonly string[] {
  const way = fields !== undefined && Object.hasOwn(fields, param) ? fields[param] : undefined;
  return way ?? [param];
}

/** The name of a pointer's parameter for a field: `contactEmail` for `contact.email`. */
export function fieldParam(written: string): string | undefined {
  return fieldPath(written)
    ?.map((step, index) => (index === 0 ? step : step.charAt(0).toUpperCase() + step.slice(1)))
    .join("");
}

/** The properties on the path to a field, ending with the field itself; nothing if the value has no such field. */
export function propertiesOnWay(
  type: TypeModel,
  path: readonly string[],
): readonly PropertyModel[] | undefined {
  const found: PropertyModel[] = [];
  let at: TypeModel = type;
  for (const step of path) {
    const property = objectIn(at)?.properties.find(({ name }) => name === step);
    if (property === undefined) return undefined;
    found.push(property);
    at = presentType(property.type);
  }
  return found;
}

/** The object type of a value, inside of wrappers such as defaults. */
export function objectIn(type: TypeModel): ObjectType | undefined {
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
