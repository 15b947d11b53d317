import type { ObjectType, TypeModel } from "../../schema/type/model.ts";
import { type Comparison, narrowing } from "./narrowed.ts";
import { mendingOf, type Narrowing, partOf } from "./narrowing.ts";

/** How many reasons are shown, with the number of further ones. */
const TOLD = 5;

/**
 * Why stored values that a type accepts may be rejected by another one: a reason for each property of an
 * object, so that all can be fixed at once.
 */
export function narrowings(
  before: TypeModel,
  after: TypeModel,
  comparison?: Comparison,
): readonly Narrowing[] {
  const found = narrowing(before, after, [], comparison);
  if (found === undefined) return [];
  const [name] = found.path;
  if (name === undefined || before.kind !== "object" || after.kind !== "object") return [found];
  const [less, lessAfter] = [without(before, name), without(after, name)];
  // A fault of undeclared properties is reported only once.
  const isLess = less.properties.length + lessAfter.properties.length;
  if (isLess === before.properties.length + after.properties.length) return [found];
  return [found, ...narrowings(less, lessAfter, comparison)];
}

/** What is rejected, and why, as the end of a sentence. */
export function partsOf(found: readonly Narrowing[], whole: string): string {
  const told = found.slice(0, TOLD).map((each) => partOf(each, whole));
  const more = found.length - told.length;
  return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join("; ");
}

/** The ways out. */
export function mendingsOf(found: readonly Narrowing[]): string {
  return [...new Set(found.map(mendingOf))].join(" ");
}

function without(type: ObjectType, name: string): ObjectType {
  return { ...type, properties: type.properties.filter((property) => property.name !== name) };
}
