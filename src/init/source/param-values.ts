import type { Code } from "../../lint/source/code.ts";
import { followed, Steps } from "../../lint/source/followed.ts";
import { typeOf } from "../../lint/source/type-of.ts";
import { memberOf, methodCallOf } from "../../lint/source/unwrap.ts";
import { shapeOfType } from "../shape/of-type.ts";
import type { Shape } from "../shape/shape.ts";
import { textsOfEach } from "./keys.ts";
import { nameOfExpression } from "./param-name.ts";
import { textsOf } from "./texts.ts";

/** What is known about a parameter's text, if one expression fills it. */
export type ParamValues =
  /** It is one of some texts. */
  | { readonly kind: "enum"; readonly values: readonly string[] }
  | { readonly kind: "boolean" }
  /** It may contain the separator of the parts of keys: an address, a path, a time. */
  | { readonly kind: "open" }
  | { readonly kind: "text" };

/** Names of what usually contains `:` or `%`: an IPv6 address has `:`, and the path of a URL is encoded. */
const OPEN = /^(?:ip|address|pathname|href|src|uri|url)$|(?:Ip|Pathname|Uri|Url)$/;

/** What an expression, and the parameter's name, say about its text. */
export function paramValues(code: Code, name: string): ParamValues {
  const texts = textsOf(code) ?? textsOfEach(code);
  if (texts?.some((text) => text.includes(":"))) return { kind: "open" };
  if (texts !== undefined) return { kind: "enum", values: texts };
  const type = typeOf(code, new Steps());
  const shape = type && shapeOfType(type);
  const values = shape && literalsOf(shape);
  if (values !== undefined) return { kind: "enum", values };
  if (shape?.kind === "boolean") return { kind: "boolean" };
  return isOpen(code, name) ? { kind: "open" } : { kind: "text" };
}

function isOpen(code: Code, name: string): boolean {
  if (OPEN.test(name)) return true;
  const { node } = followed(code, new Steps());
  const called = methodCallOf(node)?.name;
  if (called === "toISOString") return true;
  // `url.searchParams.get("src")`, `url.pathname + url.search`; nothing is known about a part of one.
  const isWhole = called === "get" || node.type === "BinaryExpression" || memberOf(node);
  return Boolean(isWhole) && OPEN.test(nameOfExpression(node) ?? "");
}

function literalsOf(shape: Shape): readonly string[] | undefined {
  const parts = shape.kind === "union" ? shape.of : [shape];
  const texts = parts.map((part) =>
    part.kind === "literal" && typeof part.value === "string" ? part.value : undefined,
  );
  return texts.length > 0 && texts.every((text) => text !== undefined) ? texts : undefined;
}
