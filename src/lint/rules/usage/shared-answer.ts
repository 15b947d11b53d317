import type { CallExpression, Node } from "oxc-parser";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { walk } from "../../source/children.ts";
import { constant } from "../../source/constant.ts";
import { nullNames } from "../../source/flow/null-names.ts";
import { isForwardedAnswer } from "../../source/forwarded.ts";
import type { KvCall } from "../../source/kv-call.ts";
import { lastStatement } from "../../source/last-statement.ts";
import { isRequest } from "../../source/request-value.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { memberOf, unwrap } from "../../source/unwrap.ts";

export const rule: SourceRule = {
  id: "usage/shared-answer",
  severity: "warning",
  docs: {
    what: "The response to a request that is forwarded with all its headers is not stored under the URL alone, in code that knows who asks: by `Authorization`, `Cookie` or an API key. The rule ignores code that forwards requests with such a header before it reaches the cache.",
    why: "Such a request, and its response, depend on who asks. Under a key made of the URL alone, the account page of the first client is returned to all others for as long as the record lives.",
    wrong:
      'const user = request.headers.get("Authorization");\nif (!user) return new Response("who?", { status: 401 });\nconst { pathname } = new URL(request.url);\nconst text = await (await fetch(new Request("https://api.example.com" + pathname, request))).text();\nawait env.CACHE.put("page:" + pathname, text, { expirationTtl: 60 });',
    right:
      'const user = request.headers.get("Authorization");\nif (!user) return new Response("who?", { status: 401 });\nconst { pathname } = new URL(request.url);\nconst text = await (await fetch(new Request("https://api.example.com" + pathname, request))).text();\nawait env.CACHE.put("page:" + (await sha256(user)) + ":" + pathname, text, { expirationTtl: 60 });',
    silence: "When the response is the same for everybody who asks.",
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
        message: "this stores a response for all clients, though it may be meant for one of them",
        help: "Put a hash of who asks into the key, or store only responses to requests without the client's headers.",
      };
    }
  },
};

const CREDENTIALS = /^(?:authorization|cookie|x-api-key|x-auth-token)$/i;

/** The calls by which a file reads who asks. */
function credentialsIn({ tree }: SourceFile): readonly CallExpression[] {
  return tree.ofType("CallExpression").filter(({ callee, arguments: [name] }) => {
    const method = memberOf(unwrap(callee));
    const from = method?.name === "get" ? memberOf(unwrap(method.object)) : undefined;
    return (
      from?.name === "headers" &&
      isRequest(from.object) &&
      name?.type === "Literal" &&
      CREDENTIALS.test(String(name.value))
    );
  });
}

const PARTS: ReadonlySet<string> = new Set(["href", "pathname", "search", "url"]);

/** Whether every part of a key that is not a literal comes from the request's URL. */
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
      const declaration = file.scopes.of(node);
      if (declaration?.kind !== "part" || !PARTS.has(declaration.property)) return false;
      return declaration.of.kind === "value" && isAddress(declaration.of.init, file);
    }
    default: {
      const member = memberOf(node);
      return member !== undefined && PARTS.has(member.name) && isAddress(member.object, file);
    }
  }
}

/** The request, or its parsed URL. */
function isAddress(expression: Node, { scopes }: SourceFile): boolean {
  const node = constant(expression, scopes);
  if (isRequest(node)) return true;
  const [address] = node.type === "NewExpression" ? node.arguments : [];
  const member = address && memberOf(constant(address, scopes));
  return member?.name === "url" && isRequest(member.object);
}

/** Whether a function returns before the write if a client has said who it is. */
function leavesWithOne(
  write: KvCall["node"],
  credentials: readonly Node[],
  { parents, scopes, tree }: SourceFile,
): boolean {
  const isOne = (node: Node) => {
    const held = constant(node, scopes);
    return walk(held).some((inner) => credentials.includes(inner));
  };
  return tree.ofType("IfStatement", parents.functionOf(write)).some(({ test, consequent, end }) => {
    const last = lastStatement(consequent);
    if (end > write.start || last?.type !== "ReturnStatement") return false;
    const [, whereFalse] = nullNames(test);
    return isOne(test) ? test.type !== "UnaryExpression" : whereFalse.some(isOne);
  });
}
