import type { TypeModel, UnionType } from "../../schema/type/model.ts";
import { mayBeAbsent } from "./absence.ts";
import { accepts } from "./accepts.ts";
import type { Go, Narrowing } from "./narrowing.ts";

/** Why each option of a union may reject what a type accepts, which is not a union itself. */
export function narrowedToUnion(
  before: TypeModel,
  after: UnionType,
  go: Go,
  path: readonly string[],
): Narrowing | undefined {
  if (optionsFor(before, after).some((option) => go(before, option) === undefined)) {
    return undefined;
  }
  const no = (reason: string): Narrowing => ({ path, reason });
  return (
    narrowedOption(before, after, go, no) ?? no("has a type that no option of the union accepts")
  );
}

/**
 * The options that a value may belong to. As in zod, a value without a discriminator belongs to none if
 * several options may do without it.
 */
function optionsFor(
  before: TypeModel,
  { options, discriminator }: UnionType,
): readonly TypeModel[] {
  if (discriminator === undefined) return options;
  if (propertyOf(before, discriminator)?.kind === "literal") return options;
  const mayLeaveOut = (option: TypeModel) => {
    const own = propertyOf(option, discriminator);
    return own !== undefined && mayBeAbsent(own);
  };
  return options.filter(mayLeaveOut).length > 1
    ? options.filter((option) => !mayLeaveOut(option))
    : options;
}

/** Why no option accepts an object: judged by the one that its discriminator selects, if it still exists. */
function narrowedOption(
  before: TypeModel,
  { options, discriminator }: UnionType,
  go: Go,
  no: (reason: string) => Narrowing,
): Narrowing | undefined {
  const tag = discriminator === undefined ? undefined : propertyOf(before, discriminator);
  if (discriminator === undefined || tag?.kind !== "literal") return undefined;
  for (const value of tag.values) {
    const option = options.find((each) => {
      const own = propertyOf(each, discriminator);
      return own !== undefined && accepts(own, value);
    });
    if (option === undefined) {
      return no(`is not accepted with ${JSON.stringify(value)} as \`${discriminator}\``);
    }
    const found = go(before, option);
    if (found !== undefined) return found;
  }
  return undefined;
}

function propertyOf(type: TypeModel, name: string): TypeModel | undefined {
  if (type.kind !== "object") return undefined;
  return type.properties.find((property) => property.name === name)?.type;
}
