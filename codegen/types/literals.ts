import type { TypeModel } from "../../schema/type/model.ts";

/**
 * Whether the values of a type are literals, perhaps with others that have no parts: `"on" | "off" | null`.
 *
 * @param side the input or the output of a `.pipe()`.
 */
export function isLiteral(type: TypeModel, side: "in" | "out"): boolean {
  const members = [...membersOf(type, side)];
  const isListed = ({ kind }: TypeModel) => kind === "literal" || kind === "enum";
  return members.some(isListed) && members.every((member) => isListed(member) || isScalar(member));
}

function* membersOf(type: TypeModel, side: "in" | "out"): Generator<TypeModel> {
  if (type.kind === "pipe") yield* membersOf(type[side], side);
  else if (type.kind === "union") for (const one of type.options) yield* membersOf(one, side);
  else if ("inner" in type) yield* membersOf(type.inner, side);
  else yield type;
}

function isScalar({ kind }: TypeModel): boolean {
  return kind === "string" || kind === "number" || kind === "boolean" || kind === "null";
}
