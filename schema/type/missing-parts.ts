import type { Path } from "../problem.ts";
import type { TypeModel } from "./model.ts";

/**
 * The parts of a type that may be missing where JSON has no way to say so: an optional element of an
 * array becomes `null`, an optional value becomes nothing at all. Only properties can be left out.
 */
export function* missingParts(type: TypeModel, path: Path = []): Generator<Path> {
  if (mayBeMissing(type)) yield path;
  yield* partsBelow(type, path);
}

function* partsBelow(type: TypeModel, path: Path): Generator<Path> {
  switch (type.kind) {
    case "array":
      yield* missingParts(type.element, [...path, "[]"]);
      break;
    case "tuple":
      for (const [index, item] of type.items.entries()) yield* missingParts(item, [...path, index]);
      if (type.rest !== undefined) yield* missingParts(type.rest, [...path, "[]"]);
      break;
    case "object":
      for (const { name, type: property } of type.properties) {
        yield* partsBelow(property, [...path, name]);
      }
      if (type.catchall !== undefined) yield* partsBelow(type.catchall, [...path, "[]"]);
      break;
    case "record":
      yield* partsBelow(type.value, [...path, "[]"]);
      break;
    case "union":
      for (const option of type.options) yield* partsBelow(option, path);
      break;
    case "pipe":
      yield* partsBelow(type.in, path);
      break;
    case "intersection":
      yield* partsBelow(type.left, path);
      yield* partsBelow(type.right, path);
      break;
    default:
      if ("inner" in type) yield* partsBelow(type.inner, path);
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
