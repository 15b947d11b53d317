import type { TypeModel, UnionType } from "../../schema/type/model.ts";
import { absenceOf, type RecursiveTypes } from "../absence.ts";

/** An option of a discriminated union, and the values of the discriminator that mean it. */
export interface TaggedOption {
  readonly type: TypeModel;
  /** `undefined` among them means a discriminator that is left out. */
  readonly tags: readonly unknown[];
}

/** The options of a discriminated union by their tags; `undefined` if a tag is not plain values. */
export function tagsOf(
  { discriminator, options }: UnionType,
  recursive: RecursiveTypes,
): readonly TaggedOption[] | undefined {
  if (discriminator === undefined) return undefined;
  const tagged = flattened(options, discriminator).map((type) => ({
    type,
    tags: [...new Set(tagsOfOption(type, discriminator, recursive))],
  }));
  if (tagged.some(({ tags }) => tags.length === 0)) return undefined;
  const all = tagged.flatMap(({ tags }) => tags);
  // As in zod, a tag that two options may leave out means neither of them.
  const isShared = all.indexOf(undefined) !== all.lastIndexOf(undefined);
  return tagged
    .map(({ type, tags }) => ({
      type,
      tags: tags.filter((tag) => tag !== undefined || !isShared),
    }))
    .filter(({ tags }) => tags.length > 0);
}

/** The options; a union with the same discriminator is replaced with its options. */
function flattened(options: readonly TypeModel[], discriminator: string): readonly TypeModel[] {
  return options.flatMap((option) =>
    option.kind === "union" && option.discriminator === discriminator
      ? flattened(option.options, discriminator)
      : [option],
  );
}

function tagsOfOption(
  option: TypeModel,
  discriminator: string,
  recursive: RecursiveTypes,
): readonly unknown[] {
  switch (option.kind) {
    case "object": {
      const tag = option.properties.find(({ name }) => name === discriminator)?.type;
      if (tag === undefined) return [];
      const values = valuesOf(tag, recursive);
      const isRequired = absenceOf(tag, recursive).input === "required";
      return isRequired || values.length === 0 ? values : [...values, undefined];
    }
    case "union":
      return option.options.flatMap((inner) => tagsOfOption(inner, discriminator, recursive));
    case "readonly":
    case "recursive":
    case "authored":
      return tagsOfOption(option.inner, discriminator, recursive);
    case "ref": {
      const inner = recursive.get(option.name);
      return inner === undefined ? [] : tagsOfOption(inner, discriminator, recursive);
    }
    default:
      return [];
  }
}

function valuesOf(type: TypeModel, recursive: RecursiveTypes): readonly unknown[] {
  switch (type.kind) {
    case "literal":
    case "enum":
      return type.values;
    case "null":
      return [null];
    case "nullable":
      return [...valuesOf(type.inner, recursive), null];
    case "optional":
    case "nonoptional":
    case "readonly":
    case "default":
    case "prefault":
    case "catch":
    case "recursive":
    case "authored":
      return valuesOf(type.inner, recursive);
    case "pipe":
      return valuesOf(type.in, recursive);
    case "union": {
      const values = type.options.map((option) => valuesOf(option, recursive));
      return values.every(({ length }) => length > 0) ? values.flat() : [];
    }
    default:
      return [];
  }
}
