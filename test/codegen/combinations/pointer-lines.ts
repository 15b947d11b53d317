import { wayOf } from "../../../schema/field-path.ts";
import type { PointerModel } from "../../../schema/model.ts";
import type { AcceptedCollection } from "./accepted.ts";
import { partAt } from "./plain-pointers.ts";
import { membersText } from "./schemas.ts";
import { evaluated } from "./written.ts";

/** The lines of a Worker that find records by a pointer. */
export function pointerLines(
  { name, fields, key }: PointerModel,
  { written }: AcceptedCollection,
  type: string,
): readonly string[] {
  const params = written.params[0] ?? {};
  const values = written.value.values.map(({ read }) => evaluated(read));
  const texts = Object.fromEntries(
    key.params.map(({ name }) => [name, params[name] ?? fieldText(values, wayOf(fields, name))]),
  );
  const by = `{ ${membersText(texts)} }`;
  const leading = leadingOf(
    key.params.map(({ name }) => name),
    texts,
  );
  const record = `{ readonly params: Parameters<typeof part.key>[0]; readonly value: ${type} }`;
  return [
    `const ${name}: ${type} | null = await part.${name}.get(${by}, { cacheTtl: "1m" });`,
    `const ${name}Found: ${record} | null = await part.${name}.find(${by});`,
    `for await (const { params, value } of part.${name}.list(${leading})) {`,
    `  const found: ${record} = { params, value };`,
    "  seen.push(found);",
    "}",
    `seen.push(${name}, ${name}Found, part.${name}.key(${by}));`,
  ];
}

function fieldText(values: readonly unknown[], way: readonly string[]): string {
  const value = values
    .map((one) => partAt(one, way))
    .find((one) => one !== undefined && one !== null);
  return value === undefined ? '"0190a0b0-1111-4222-8333-000000000009"' : JSON.stringify(value);
}

/** The first parameter, where another follows it. */
export function leadingOf(
  names: readonly string[],
  texts: Readonly<Record<string, string>>,
): string {
  const [first = "", second] = names;
  return second === undefined ? "" : `{ ${first}: ${texts[first]} }`;
}
