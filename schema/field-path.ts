import type { PointerModel } from "./model.ts";
import { plainName } from "./template.ts";
import type { ObjectType, PropertyModel, TypeModel } from "./type/model.ts";
import { presentType } from "./type/predicates.ts";

/** The way to a field of a value: `["contact", "email"]` for `contact.email`; nothing for what names no field. */
export function fieldPath(written: string): readonly string[] | undefined {
  const steps = written.split(".");
  return steps.every((step) => plainName(step) !== undefined) ? steps : undefined;
}

/** The way to the field that a parameter of a pointer is made of. A parameter may well be called `constructor`. */
export function wayOf(fields: PointerModel["fields"], param: string): readonly string[] {
  const way = fields !== undefined && Object.hasOwn(fields, param) ? fields[param] : undefined;
  return way ?? [param];
}

/** What the parameter of a pointer is called that is made of a field: `contactEmail` for `contact.email`. */
export function fieldParam(written: string): string | undefined {
  return fieldPath(written)
    ?.map((step, index) => (index === 0 ? step : step.charAt(0).toUpperCase() + step.slice(1)))
    .join("");
}

/** The properties on the way to a field, the field itself the last; nothing where the value has no such field. */
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

/** The object that a value is, whatever fills it in. */
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
