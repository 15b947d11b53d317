import { type KeyTemplate, keyTemplatesOf } from "../../../../schema/key-templates.ts";
import type { KeySegment, Model } from "../../../../schema/model.ts";
import { toCase } from "../../name-case.ts";
import type { ModelFinding, ModelRule } from "../../rule.ts";

export const rule: ModelRule = {
  id: "naming/separator",
  severity: "warning",
  docs: {
    what: "A key starts with a literal prefix, and `conventions.separator` stands on both sides of each parameter that does not end the key.",
    why: "KV lists by prefix alone: a separator in the same place of every key makes each segment a prefix that can be listed, and tells a reader where a value ends.",
    wrong: `key: "session-{userId}/{device}"`,
    right: `key: "session:{userId}:{device}"`,
    silence: "Where keys are stored already and are not to be migrated.",
  },
  checkModel,
};

function* checkModel(model: Model): Generator<ModelFinding> {
  const { separator } = model.conventions;
  for (const template of keyTemplatesOf(model)) {
    const fault = findFault(template.key.segments, separator);
    if (fault === undefined) continue;
    yield {
      path: template.path,
      message: `${fault} in the key \`${template.key.template}\``,
      help: `Write \`${mended(template, model)}\`; keys that are stored already keep their old form until they are migrated.`,
    };
  }
}

/** The first fault only: the help mends all of them. */
function findFault(segments: readonly KeySegment[], separator: string): string | undefined {
  for (const [index, segment] of segments.entries()) {
    if (!("param" in segment)) continue;
    const before = literalAt(segments, index - 1);
    const after = literalAt(segments, index + 1);
    const name = `\`{${segment.param}}\``;
    if (before === undefined || (index === 1 && before === separator)) {
      return `no literal prefix stands before ${name}`;
    }
    if (!before.endsWith(separator)) return `no \`${separator}\` stands before ${name}`;
    if (after !== undefined && !after.startsWith(separator)) {
      return `no \`${separator}\` stands after ${name}`;
    }
  }
  return undefined;
}

function literalAt(segments: readonly KeySegment[], index: number): string | undefined {
  const segment = segments[index];
  return segment !== undefined && "literal" in segment ? segment.literal : undefined;
}

/** The template with the separator in place of whatever punctuation touches its parameters. */
function mended({ name, key }: KeyTemplate, { conventions }: Model): string {
  const { separator } = conventions;
  const parts = key.segments.flatMap((segment) => {
    if ("param" in segment) return [`{${segment.param}}`];
    const text = segment.literal.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
    return text === "" ? [] : [text];
  });
  const prefix = parts[0]?.startsWith("{") ? [toCase(name, conventions.segments)] : [];
  return [...prefix, ...parts].join(separator);
}
