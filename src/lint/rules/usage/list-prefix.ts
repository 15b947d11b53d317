import type { Node } from "oxc-parser";
import type { ParamCodec } from "../../../../schema/key-model.ts";
import { type KeyTemplate, keyTemplatesIn } from "../../../../schema/key-templates.ts";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { constant } from "../../source/constant.ts";
import { HOLE, keyText } from "../../source/keys/key-text.ts";
import { lastPart } from "../../source/keys/last-part.ts";
import type { SourceFile } from "../../source/source-file.ts";

/** Parameters where one value may be the start of another: `T12` of `T123`. */
const GROWS: ReadonlySet<ParamCodec["kind"]> = new Set(["string", "custom", "integer"]);

export const rule: SourceRule = {
  id: "usage/list-prefix",
  severity: "warning",
  docs: {
    what: "The prefix of a list ends with the separator after a parameter, not with the parameter's value. The rule reports a value that is named like the parameter if the keys go on after it.",
    why: "KV compares characters and does not know segments: a list with the prefix `session:12` also returns the keys of `session:123:…`, so the code removes, counts or shows somebody else's records.",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source code
    wrong: "const page = await env.CACHE.list({ prefix: `session:${userId}`, limit: 10 });",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source code
    right: "const page = await env.CACHE.list({ prefix: `session:${userId}:`, limit: 10 });",
    silence: "When the value is meant to be only a start, as in a search while somebody types.",
  },
  *check({ model, calls, file }): Generator<SourceFinding> {
    for (const { method, via, keys, binding } of calls) {
      const [given] = keys?.nodes ?? [];
      if (via !== "binding" || method !== "list" || given === undefined) continue;
      const templates = model.namespaces
        .filter((namespace) => binding === undefined || namespace.binding === binding)
        .flatMap(keyTemplatesIn);
      for (const prefix of branches(given, file)) {
        const template = templates.find((each) => endsInValue(prefix, each, file));
        if (template === undefined) continue;
        yield {
          range: prefix,
          message: `this prefix ends in the middle of the keys of \`${template.name}\` (\`${template.key.template}\`): \`12\` also finds those of \`123\``,
          help: `End it with the \`${separatorOf(prefix, template, file)}\` that follows in the keys.`,
        };
      }
    }
  },
};

/** The values that an expression may have: a conditional has two. */
function branches(expression: Node, file: SourceFile): readonly Node[] {
  const node = constant(expression, file.scopes);
  return node.type === "ConditionalExpression"
    ? [node.consequent, node.alternate].map((branch) => constant(branch, file.scopes))
    : [node];
}

/** Whether a prefix is a template up to a parameter's value, and the template goes on after it. */
function endsInValue(prefix: Node, { key }: KeyTemplate, file: SourceFile): boolean {
  const length = lengthOf(prefix, file);
  const last = key.segments[length - 1];
  const name = lastPart(prefix);
  if (length < 2 || last === undefined || !("param" in last) || name === undefined) return false;
  if (length === key.segments.length || simple(name) !== simple(last.param)) return false;
  const start = key.segments
    .slice(0, length)
    .map((part) => ("literal" in part ? part.literal : HOLE));
  const codec = key.params.find(({ name }) => name === last.param)?.codec;
  return codec !== undefined && GROWS.has(codec.kind) && start.join("") === keyText(prefix, file);
}

/** How many texts and holes a prefix has. */
function lengthOf(prefix: Node, file: SourceFile): number {
  return keyText(prefix, file)
    .split(new RegExp(`(${HOLE})`))
    .filter((part) => part !== "").length;
}

function separatorOf(prefix: Node, { key }: KeyTemplate, file: SourceFile): string {
  const next = key.segments[lengthOf(prefix, file)];
  return next !== undefined && "literal" in next ? next.literal : "";
}

/** `teamId`, `team_id` and `team` count as the same name. */
function simple(name: string): string {
  return name.toLowerCase().replace(/_/g, "").replace(/id$/, "");
}
