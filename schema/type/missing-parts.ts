import type { Path } from "../problem.ts";
import { kindsIn } from "./kinds-in.ts";
import type { TypeModel } from "./model.ts";

/**
 * The parts of a type that may be missing although JSON cannot represent that: an optional element of an array
 * becomes `null`, an optional value becomes nothing at all. Only properties can be left out.
 */
export function missingParts(type: TypeModel): readonly Path[] {
  const found: Path[] = [];
  if (kindsIn(type).has("optional")) addMissing(type, [], found);
  return found;
}

function addMissing(type: TypeModel, path: Path, found: Path[]): void {
  if (mayBeMissing(type)) found.push(path);
  addMissingBelow(type, path, found);
}

function addMissingBelow(type: TypeModel, path: Path, found: Path[]): void {
  switch (type.kind) {
    case "array":
      addMissing(type.element, [...path, "[]"], found);
      break;
    case "tuple":
      for (const [index, item] of type.items.entries()) addMissing(item, [...path, index], found);
      if (type.rest !== undefined) addMissing(type.rest, [...path, "[]"], found);
      break;
    case "object":
      for (const { name, type: property } of type.properties) {
        addMissingBelow(property, [...path, name], found);
      }
      if (type.catchall !== undefined) addMissingBelow(type.catchall, [...path, "[]"], found);
      break;
    case "record":
      addMissingBelow(type.value, [...path, "[]"], found);
      break;
    case "union":
      for (const option of type.options) addMissingBelow(option, path, found);
      break;
    case "pipe":
      addMissingBelow(type.in, path, found);
      break;
    case "intersection":
      addMissingBelow(type.left, path, found);
      addMissingBelow(type.right, path, found);
      break;
    default:
      if ("inner" in type) addMissingBelow(type.inner, path, found);
  }
}

function mayBeMissing(type: TypeModel): boolean {
  switch (type.kind) {
    case "optional":
      return true;
    case "nullable":
    case "readonly":
    case "catch":
    case "recursive":
    case "authored":
      return mayBeMissing(type.inner);
    case "pipe":
      return mayBeMissing(type.in);
    case "union":
      return type.options.some(mayBeMissing);
    case "intersection":
      return mayBeMissing(type.left) && mayBeMissing(type.right);
    default:
      return false;
  }
}
