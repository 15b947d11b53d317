import type { Node } from "oxc-parser";
import { literalHead } from "../../../../schema/key-pattern.ts";
import { type KeyTemplate, keyTemplatesIn } from "../../../../schema/key-templates.ts";
import type { Model } from "../../../../schema/model.ts";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { walk } from "../../source/children.ts";
import { constant } from "../../source/constant.ts";
import { HOLE } from "../../source/keys/key-text.ts";
import type { KvCall } from "../../source/kv-call.ts";
import { VALUE_READS } from "../../source/kv-methods.ts";
import { existenceCheckOf } from "../../source/races/existence-check.ts";
import { isMeasured, type Names, requestText, sourceText } from "../../source/request-text.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { methodCallOf, unwrap } from "../../source/unwrap.ts";

/** A client does not choose the headers that Cloudflare sets, and it may send back a key that it was given. */
const CHOSEN: Names = { has: (name) => !/^(?:cf-|x-)|^key$/.test(name) };

export const rule: SourceRule = {
  id: "usage/chosen-key",
  severity: "warning",
  docs: {
    what: "A name that a client chooses is not the whole key of a write if the namespace also holds records of other collections.",
    why: "KV does not know kinds of keys: a client that names a link `session:1` writes the record of a session, and is signed in by it.",
    wrong: "const { slug, target } = await request.json();\nawait env.CACHE.put(slug, target);",
    right:
      'const { slug, target } = await request.json();\nawait env.CACHE.put("link:" + slug, target);',
    silence:
      "When the name is checked elsewhere, or is chosen only by those who may write everything.",
  },
  *check({ model, calls, file }): Generator<SourceFinding> {
    const kv = new Set<Node>(calls.map(({ node }) => node));
    const told = new Set<string>();
    for (const call of calls) {
      const { via, method, keys, node, target } = call;
      const [key] = keys?.nodes ?? [];
      if (via !== "binding" || method !== "put" || key === undefined) continue;
      const place = `${file.parents.functionOf(node).start} ${target}`;
      if (keys?.texts[0] !== HOLE || told.has(place)) continue;
      const others = keyTemplatesOf(call, model).filter(({ key }) => literalHead(key) !== "");
      const [other] = others;
      const source = other && requestText({ node: key, file }, CHOSEN);
      if (other === undefined || source === undefined || isChanged(key, file)) continue;
      if (isMeasured(source, node, kv, file) || asksForStart(key, source, others, file)) continue;
      if (isThereAlready(call, calls, file)) continue;
      told.add(place);
      yield {
        range: key,
        message: `a client chooses this whole key, and can choose one of \`${other.name}\` (\`${other.key.template}\`)`,
        help: "Start these keys with a text of their own, such as `link:`, or reject names that start like other keys.",
      };
    }
  },
};

function keyTemplatesOf({ binding }: KvCall, { namespaces }: Model): readonly KeyTemplate[] {
  const [only, ...others] = namespaces;
  if (binding === undefined) return only && others.length === 0 ? keyTemplatesIn(only) : [];
  return namespaces.filter((each) => each.binding === binding).flatMap(keyTemplatesIn);
}

/** Whether the function leaves if there is no such record: then the write does not create one. */
function isThereAlready(write: KvCall, calls: readonly KvCall[], file: SourceFile): boolean {
  const [key] = write.node.arguments;
  return calls.some(({ method, node }) => {
    const [other] = node.arguments;
    if (!VALUE_READS.has(method)) return false;
    if (!key || !other || node.end > write.node.start) return false;
    if (file.parents.functionOf(node) !== file.parents.functionOf(write.node)) return false;
    return (
      sourceText(other, file) === sourceText(key, file) &&
      existenceCheckOf(node, file)?.leavesWhere === "missing"
    );
  });
}

/** Whether the text is changed on its way into the key: `slug.replace(/[^a-z]/g, "")`. */
function isChanged(key: Node, file: SourceFile): boolean {
  return /\.(?:replace|replaceAll|split)\(|encodeURIComponent\(|btoa\(/.test(
    sourceText(constant(key, file.scopes, 1), file),
  );
}

/** Whether the function checks if the key starts like the keys of another collection. */
function asksForStart(
  key: Node,
  source: Node,
  others: readonly KeyTemplate[],
  file: SourceFile,
): boolean {
  const names = [key, source].map((node) => sourceText(node, file));
  for (const node of walk(file.parents.functionOf(key))) {
    const method = methodCallOf(node);
    if (method?.name !== "startsWith") continue;
    const [start] = method.given;
    const text = start?.type === "Literal" ? String(start.value) : "";
    const isOfKey = names.includes(sourceText(unwrap(method.object), file));
    if (isOfKey && text !== "" && others.some(({ key }) => literalHead(key).startsWith(text)))
      return true;
  }
  return false;
}
