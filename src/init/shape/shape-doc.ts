import { type Doc, list } from "../../../codegen/text/doc.ts";
import { literalText, propertyName } from "../../../codegen/text/literal.ts";
import type { Shape } from "./shape.ts";

type Literal = Extract<Shape, { readonly kind: "literal" }>;

/**
 * The zod type of a form: `z.object({ name: z.string() })`.
 *
 * @param maxLength the maximum length of its strings, in characters; without it, they are unlimited.
 */
export function shapeDoc(shape: Shape, maxLength?: number): Doc {
  const of = (inner: Shape) => shapeDoc(inner, maxLength);
  switch (shape.kind) {
    case "unknown":
      return "z.unknown()";
    case "string":
      return stringText(maxLength);
    case "number":
    case "boolean":
    case "null":
      return `z.${shape.kind}()`;
    case "datetime":
      return maxLength === undefined ? "z.iso.datetime()" : stringText(maxLength);
    case "literal":
      if (!shape.isWritten) return `z.literal(${literalText(shape.value)})`;
      return typeof shape.value === "string" ? stringText(maxLength) : `z.${typeof shape.value}()`;
    case "array":
      return list("z.array(", [of(shape.of)], ")");
    case "record":
      return list("z.record(", ["z.string()", of(shape.of)], ")");
    case "object": {
      const properties = [...shape.properties].map(([name, property]): Doc => {
        const optional = property.isOptional ? ".optional()" : "";
        return [`${propertyName(name)}: `, of(property.shape), optional];
      });
      return [shape.isOpen ? "z.looseObject(" : "z.object(", list("{", properties, "}"), ")"];
    }
    case "union":
      return unionDoc(shape.of, of);
  }
}

function stringText(maxLength: number | undefined): string {
  return maxLength === undefined ? "z.string()" : `z.string().max(${maxLength})`;
}

/** `z.enum([…])` for texts, `.nullable()` for what may also be null. */
function unionDoc(shapes: readonly Shape[], of: (shape: Shape) => Doc): Doc {
  const isNullable = shapes.some(({ kind }) => kind === "null");
  const texts = shapes.filter(
    (shape): shape is Literal =>
      shape.kind === "literal" && !shape.isWritten && typeof shape.value === "string",
  );
  const others = shapes.filter(
    (shape) => shape.kind !== "null" && !texts.some((text) => text === shape),
  );
  const docs = [...new Map(others.map(of).map((doc) => [JSON.stringify(doc), doc])).values()];
  if (texts.length > 0) docs.unshift(textsDoc(texts.map(({ value }) => String(value))));
  const [only = "z.null()", ...more] = docs;
  const doc = more.length === 0 ? only : ["z.union(", list("[", docs, "]"), ")"];
  return isNullable && docs.length > 0 ? [doc, ".nullable()"] : doc;
}

/** One text, or one of several. */
export function textsDoc(texts: readonly string[]): Doc {
  const [only, ...others] = texts.map((text) => literalText(text));
  return others.length === 0
    ? `z.literal(${only ?? '""'})`
    : ["z.enum(", list("[", [only ?? "", ...others], "]"), ")"];
}
