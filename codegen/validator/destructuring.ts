import type { CodeWriter } from "../text/code-writer.ts";
import { beside, type Doc, list } from "../text/doc.ts";
import { propertyName, stringText } from "../text/literal.ts";

export interface Binding {
  readonly name: string;
  readonly local: string;
  /** What replaces `undefined`. */
  readonly otherwise?: Doc;
}

/** What every object has, with types that TypeScript knows: an unknown one must be declared `unknown`. */
const OBJECT_MEMBERS: ReadonlySet<string> = new Set([
  ...["constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable"],
  ...["toLocaleString", "toString", "valueOf"],
]);

/** Writes `const { a, b: other, c = 1 } = input;`. */
export function writeDestructuring(
  writer: CodeWriter,
  bindings: readonly Binding[],
  input: string,
): void {
  const isMember = ({ name }: Binding) => OBJECT_MEMBERS.has(name);
  const members = bindings.filter(isMember);
  const others = bindings.filter((binding) => !isMember(binding));
  if (members.length > 0) {
    const names = members.map(({ name }) => stringText(name)).join(" | ");
    writer.line(["const ", pattern(members), `: Record<${names}, unknown> = ${input};`]);
  }
  if (others.length === 0) return;
  const isShort = others.every(({ name, local, otherwise }) => name === local && !otherwise);
  const oneLine = `const { ${others.map(({ name }) => name).join(", ")} } =`;
  // Names alone stay in one line if they fit, as in formatters.
  if (isShort && writer.fits(oneLine)) writer.line(beside(oneLine, `${input};`));
  else writer.line(["const ", pattern(others), ` = ${input};`]);
}

function pattern(bindings: readonly Binding[]): Doc {
  const elements = bindings.map(({ name, local, otherwise }): Doc => {
    const text = name === local ? name : `${propertyName(name)}: ${local}`;
    return otherwise === undefined ? text : [text, " = ", otherwise];
  });
  return list("{", elements, "}");
}
