import type { CallExpression, Node } from "oxc-parser";
import type { Code } from "../../lint/source/code.ts";
import { followed, Steps } from "../../lint/source/followed.ts";
import { lastName, memberOf, methodCallOf, unwrap } from "../../lint/source/unwrap.ts";

/** Methods that change a text, and are named after what they are called on. */
const SAME_NAME: ReadonlySet<string> = new Set([
  ...["toString", "toLowerCase", "toUpperCase", "trim", "slice", "substring", "padStart"],
  ...["padEnd", "normalize", "replace", "replaceAll", "toFixed", "split"],
]);

/** Functions that make a text from their argument, and are named after it. */
const OF_ARGUMENT: ReadonlySet<string> = new Set([
  ...["String", "Number", "encodeURIComponent", "encodeURI", "btoa", "parseInt", "stringify"],
  ...["floor", "round", "ceil", "trunc", "abs"],
]);

/** Methods that return parts of a request by name: `headers.get("x-user")`, `c.req.param("slug")`. */
const BY_NAME: ReadonlySet<string> = new Set(["get", "header", "param", "query"]);

/** Calls whose names say what they return. */
const MADE: Readonly<Record<string, string>> = {
  ...{ randomUUID: "id", now: "time", toISOString: "time", getTime: "time", nanoid: "id" },
};

/** What people call a key of any kind. */
const ANY_KEY = /^(?:name|k|keyName|(?!api|access|license|public|secret).*key)$/i;

/**
 * The name of what fills a whole key. Its own name may only say that it is a key; nothing if no more is
 * known.
 */
export function nameOfKey(code: Code): string | undefined {
  const { node } = code;
  if (node.type !== "Identifier" || !ANY_KEY.test(node.name)) return nameOfExpression(node);
  const at = followed(code, new Steps());
  return at.node === node ? undefined : nameOfExpression(at.node);
}

/**
 * The name of a key's parameter that an expression fills: `userId` for `session:${userId}` and for
 * `session:${user.userId}`; nothing if there is no name.
 */
export function nameOfExpression(expression: Node): string | undefined {
  const node = unwrap(expression);
  switch (node.type) {
    case "Identifier":
      return node.name;
    case "AwaitExpression":
    case "UnaryExpression":
      return nameOfExpression(node.argument);
    case "LogicalExpression":
    case "BinaryExpression":
      return nameOfExpression(node.left) ?? nameOfExpression(node.right);
    case "ConditionalExpression":
      return nameOfExpression(node.consequent) ?? nameOfExpression(node.alternate);
    case "MemberExpression":
      return memberOf(node)?.name.replace(/^#/, "") ?? nameOfExpression(node.object);
    case "TemplateLiteral": {
      const [only] = node.expressions;
      return only && nameOfExpression(only);
    }
    case "CallExpression": {
      const method = memberOf(unwrap(node.callee));
      const name = lastName(node.callee);
      const [first] = node.arguments;
      if (name === undefined) return undefined;
      if (Object.hasOwn(MADE, name)) return MADE[name];
      if (method && SAME_NAME.has(name)) {
        const whole = nameOfExpression(method.object);
        return isDate(node, name) ? "date" : whole;
      }
      if (method && BY_NAME.has(name) && first?.type === "Literal") {
        return IP.test(String(first.value)) ? "ip" : String(first.value);
      }
      if (OF_ARGUMENT.has(name)) return first && nameOfExpression(first);
      return name;
    }
    default:
      return undefined;
  }
}

/** Headers that tell a Worker the address of its client. */
const IP = /^(?:cf-connecting-ip|x-real-ip|x-forwarded-for)$/i;

/** `new Date().toISOString().slice(0, 10)` */
function isDate({ callee }: CallExpression, name: string): boolean {
  const of = memberOf(unwrap(callee))?.object;
  const isIso = of !== undefined && methodCallOf(of)?.name === "toISOString";
  return isIso && /^(?:slice|split|substring)$/.test(name);
}

/** The owner of a property: `subscription` for `subscription.id`. */
export function ownerOf(expression: Node): string | undefined {
  const member = memberOf(unwrap(expression));
  return member && nameOfExpression(member.object);
}
