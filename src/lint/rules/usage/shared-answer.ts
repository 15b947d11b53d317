import type { CallExpression, Node } from "oxc-parser";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { walk } from "../../source/children.ts";
import { nullNames } from "../../source/flow/null-names.ts";
import { isForwardedAnswer } from "../../source/forwarded.ts";
import { constant, type KvCall } from "../../source/kv-call.ts";
import { lastStatement } from "../../source/last-statement.ts";
import { isRequest } from "../../source/request-value.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { memberOf, unwrap } from "../../source/unwrap.ts";

export const rule: SourceRule = {
  id: "usage/shared-answer",
  severity: "warning",
  docs: {
    what: "The answer to a request that is passed on with all its headers is not kept under its address alone, in code that knows who asks: by `Authorization`, `Cookie` or an API key. Code that passes on what has one before it comes to the cache is left alone.",
    why: "Who asks is a part of such a request, and of the answer. Under a key of the address alone, the account page of the first who asks is given to all others, for as long as the record lives.",
    wrong:
      'const user = request.headers.get("Authorization");\nif (!user) return new Response("who?", { status: 401 });\nconst { pathname } = new URL(request.url);\nconst text = await (await fetch(new Request("https://api.example.com" + pathname, request))).text();\nawait env.CACHE.put("page:" + pathname, text, { expirationTtl: 60 });',
    right:
      'const user = request.headers.get("Authorization");\nif (!user) return new Response("who?", { status: 401 });\nconst { pathname } = new URL(request.url);\nconst text = await (await fetch(new Request("https://api.example.com" + pathname, request))).text();\nawait env.CACHE.put("page:" + (await sha256(user)) + ":" + pathname, text, { expirationTtl: 60 });',
    silence: "Where the answer is the same for all, whoever asks.",
  },
  *check({ file, calls }): Generator<SourceFinding> {
    const writes = calls.filter(({ via, method }) => via === "binding" && method === "put");
    const credentials = writes.length === 0 ? [] : credentialsIn(file);
    if (credentials.length === 0) return;
    for (const { node } of writes) {
      const [key, value] = node.arguments;
      if (key === undefined || value === undefined || !isOfAddress(key, file)) continue;
      if (!isForwardedAnswer(value, file) || leavesWithOne(node, credentials, file)) continue;
      yield {
        range: node.callee,
        message: "this keeps an answer for all who ask, and it may be meant for one of them",
        help: "Make who asks a part of the key, as a hash; or keep only what is passed on without their headers.",
      };
    }
  },
};

const CREDENTIALS = /^(?:authorization|cookie|x-api-key|x-auth-token)$/i;

/** Where a file reads who asks. */
function credentialsIn({ tree }: SourceFile): readonly CallExpression[] {
  return tree.ofType("CallExpression").filter(({ callee, arguments: [name] }) => {
    const method = memberOf(unwrap(callee));
    const from = method?.name === "get" ? memberOf(unwrap(method.object)) : undefined;
    return (
      from?.name === "headers" &&
      isRequest(unwrap(from.object)) &&
      name?.type === "Literal" &&
      CREDENTIALS.test(String(name.value))
    );
  });
}

const PARTS: ReadonlySet<string> = new Set(["href", "pathname", "search", "url"]);

/** Whether all of a key that is not written out is of the request's address. */
function isOfAddress(key: Node, file: SourceFile, steps = 12): boolean {
  const node = constant(key, file.scopes);
  if (steps === 0) return false;
  const all = (parts: readonly Node[]) =>
    parts.some((part) => part.type !== "Literal") &&
    parts.every((part) => part.type === "Literal" || isOfAddress(part, file, steps - 1));
  switch (node.type) {
    case "TemplateLiteral":
      return all(node.expressions);
    case "BinaryExpression":
      return node.operator === "+" && all([node.left, node.right]);
    case "Identifier": {
      const declaration = file.scopes.lookUp(node.name, node.start);
      if (declaration?.kind !== "part" || !PARTS.has(declaration.property)) return false;
      return declaration.of.kind === "value" && isAddress(declaration.of.init, file);
    }
    default: {
      const member = memberOf(node);
      return member !== undefined && PARTS.has(member.name) && isAddress(member.object, file);
    }
  }
}

/** The request, or its address taken apart. */
function isAddress(expression: Node, { scopes }: SourceFile): boolean {
  const node = constant(expression, scopes);
  if (isRequest(node)) return true;
  const [address] = node.type === "NewExpression" ? node.arguments : [];
  const member = address && memberOf(constant(address, scopes));
  return member?.name === "url" && isRequest(unwrap(member.object));
}

/** Whether a function leaves, before it writes, where somebody has said who they are. */
function leavesWithOne(
  write: KvCall["node"],
  credentials: readonly Node[],
  { parents, scopes, tree }: SourceFile,
): boolean {
  const isOne = (node: Node) => {
    const held = constant(node, scopes);
    return [...walk(held)].some((inner) => credentials.includes(inner));
  };
  return tree.ofType("IfStatement", parents.functionOf(write)).some(({ test, consequent, end }) => {
    const last = lastStatement(consequent);
    if (end > write.start || last?.type !== "ReturnStatement") return false;
    const [, whereFalse] = nullNames(test);
    return isOne(test) ? test.type !== "UnaryExpression" : whereFalse.some(isOne);
  });
}
