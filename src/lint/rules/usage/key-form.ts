import { literalHead } from "../../../../schema/key-pattern.ts";
import { type KeyTemplate, keyTemplatesIn } from "../../../../schema/key-templates.ts";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { fillingsOf } from "../../source/keys/key-fillings.ts";
import { couldBeKeyOf } from "../../source/keys/key-match.ts";
import { keyParts } from "../../source/keys/key-parts.ts";
import { HOLE } from "../../source/keys/key-text.ts";
import { namespaceOf } from "../../source/keys/namespace-of.ts";
import { otherForm } from "../../source/keys/written-form.ts";

export const rule: SourceRule = {
  id: "usage/key-form",
  severity: "error",
  docs: {
    what: "A key that is built by hand writes its parameters the way the accessor of its collection does.",
    why: "The two look alike, `ticket:12` and `ticket:000012`, but are two keys: the accessor finds nothing that the code has stored, and fallbacks and caches hide it. Integers are padded so that KV sorts them as numbers, dates have no colons, and separators inside a value are percent-encoded.",
    wrong: 'await env.ORDERS.get("ticket:" + Number(number))',
    right: "await keyloom(env).ORDERS.ticket.get({ number: Number(number) })",
    silence: "When the other keys are read once, to move what is stored under them.",
  },
  *check({ model, calls, file }): Generator<SourceFinding> {
    for (const call of calls) {
      const { keys, method, node } = call;
      const namespace = namespaceOf(call, model);
      if (keys === undefined || namespace === undefined) continue;
      const isPrefix = method === "list";
      const templates = keyTemplatesIn(namespace);
      const messages = new Map<string, string>();
      for (const [index, key] of keys.nodes.entries()) {
        const text = keys.texts[index] ?? "";
        const near = templates.filter((each) => startsLike(each, text));
        if (near.length === 0) continue;
        const parts = keyParts(key, file);
        const [template, ...others] = near.filter(
          (each) =>
            fillingsOf(each, parts, isPrefix) !== undefined &&
            (isPrefix || couldBeKeyOf(each, text)),
        );
        if (template === undefined || others.length > 0) continue;
        for (const filling of fillingsOf(template, parts, isPrefix) ?? []) {
          const form = otherForm(filling);
          if (form === undefined) continue;
          const { name } = filling.param;
          const what = `this key has \`{${name}}\` as JavaScript writes it, but the accessor of \`${template.name}\` (\`${template.key.template}\`) writes it ${form.own}: neither finds what the other has written`;
          messages.set(what, form.help);
        }
      }
      for (const [message, help] of messages) yield { range: node.callee, message, help };
    }
  },
};

/** Whether the start of a key, where it is known, allows the key to be one of a template. */
function startsLike({ key }: KeyTemplate, text: string): boolean {
  const isKnown = !text.startsWith(HOLE) || key.segments.length === 1;
  return isKnown && text.startsWith(literalHead(key));
}
