import type { Node } from "oxc-parser";
import { type KeyTemplate, keyTemplatesIn } from "../../../../schema/key-templates.ts";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { isInside } from "../../source/inside.ts";
import { keyCorrection } from "../../source/keys/key-correction.ts";
import { type KeyFault, keyFault, prefixFault } from "../../source/keys/key-fault.ts";
import { templateOfKey } from "../../source/keys/key-match.ts";
import { HOLE } from "../../source/keys/key-text.ts";
import { lastPart } from "../../source/keys/last-part.ts";
import { writtenKey } from "../../source/keys/written-key.ts";
import type { KvCall } from "../../source/kv-call.ts";
import type { SourceFile } from "../../source/source-file.ts";

export const rule: SourceRule = {
  id: "usage/unknown-key",
  severity: "error",
  hasSuggestions: true,
  docs: {
    what: "Keys that the code reads, writes or lists belong to a collection of the binding's namespace.",
    why: "KV has no schema of its own: a key with a wrong letter, a missing segment or another namespace's prefix reads nothing, and nobody finds what is written to it.",
    wrong: 'await env.CACHE.get("sesion:" + userId + ":web")',
    right: 'await keyloom(env).CACHE.session.get({ userId, device: "web" })',
    silence: "When a namespace holds keys that should not be in the schema.",
  },
  *check({ model, calls, file }): Generator<SourceFinding> {
    for (const call of calls) {
      const namespace = model.namespaces.find(({ binding }) => binding === call.binding);
      const { keys } = call;
      if (keys === undefined || namespace === undefined) continue;
      if (namespace.collections.length === 0) continue;
      const faultOf = call.method === "list" ? prefixFault : keyFault;
      const findings = new Map<string, SourceFinding>();
      const templates = keyTemplatesIn(namespace);
      for (const [index, key] of keys.texts.entries()) {
        const fault = faultOf(namespace, key, model) ?? shortKey(call, key, templates);
        if (fault === undefined) continue;
        const { meant, ...found } = fault;
        const written = writtenIn(call, keys.nodes[index], file);
        const isRight = (text: string) =>
          call.method === "list"
            ? prefixFault(namespace, text, model) === undefined
            : meant !== undefined && templateOfKey([meant], text) !== undefined;
        const { separator } = model.conventions;
        const suggestion = meant && written && keyCorrection(written, meant, separator, isRight);
        findings.set(found.message, {
          ...{ range: call.node.callee, ...found },
          ...(suggestion && { suggestions: [suggestion] }),
        });
      }
      yield* findings.values();
    }
  },
};

/** A key that is written in the call itself: one that stands elsewhere may be used elsewhere as well. */
function writtenIn({ node }: KvCall, key: Node | undefined, file: SourceFile) {
  return key !== undefined && isInside(key, node) ? writtenKey(key, file) : undefined;
}

/**
 * A key that ends where its collection's parameters go on: `session:${userId}` of
 * `session:{userId}:{device}`. A hole may stand for more than one segment, but not if it has the name of
 * the one parameter.
 */
function shortKey(
  { node, method }: KvCall,
  key: string,
  templates: readonly KeyTemplate[],
): KeyFault | undefined {
  if (method === "list" || !key.endsWith(HOLE) || templateOfKey(templates, key)) return;
  const head = key.slice(0, -1);
  const hole = lastPart(node.arguments[0]);
  const meant = templates.find(({ key: { segments } }) => {
    const [first, second, ...rest] = segments;
    if (first === undefined || second === undefined || !("literal" in first)) return false;
    return first.literal === head && "param" in second && second.param === hole && rest.length > 0;
  });
  return (
    meant && {
      message: `the key \`${head}…\` ends where keys of \`${meant.name}\` go on`,
      help: `Did you mean \`${meant.key.template}\`?`,
    }
  );
}
