import type { TypeModel, UnionType } from "../../schema/type/model.ts";
import { mayBeAbsent } from "./absence.ts";
import { accepts } from "./accepts.ts";
import type { Go, Narrowing } from "./narrowing.ts";

/** Why each option of a union may refuse what a type accepts, which is itself no union. */
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
    narrowedOption(before, after, go, no) ?? no("is of a type that no option of the union takes")
  );
}

/**
 * The options that may be meant by a value. As in zod, a discriminator that is left out means none where
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

/** Why no option takes an object: by the one that its discriminator leads to, if there is still one. */
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
      return no(`is not taken with ${JSON.stringify(value)} as \`${discriminator}\``);
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
