import { RESERVED_KEYS } from "../../src/runtime/limits.ts";
import type { KeyModel } from "../key-model.ts";
import { literalHead } from "../key-pattern.ts";
import { keyTemplatesOf } from "../key-templates.ts";
import type { Model } from "../model.ts";
import { mayMakeKey } from "../possible-key.ts";
import type { DefinitionCheck, Finding } from "./check.ts";

/**
 * A template that can make a key that KV rejects: empty, `.` or `..`. The path of a file is none of these, so it
 * may be a key without a prefix.
 */
export const keyReserved: DefinitionCheck = { id: "key-reserved", find };

function* find(model: Model): Generator<Finding> {
  for (const { collection, key, path } of keyTemplatesOf(model)) {
    const refused = refusedKey(key);
    if (refused === undefined || (collection.kind === "assets" && key.params.length > 0)) continue;
    yield {
      path,
      message:
        refused === ""
          ? "the key template is empty, and KV accepts no empty key"
          : `the key template \`${key.template}\` can make the key \`${refused}\`, which KV rejects`,
      help: `Start the template with a prefix: \`${collection.name}:${key.template.replace(/^\.+$/, "{id}")}\`.${withoutPrefix(key)}`,
    };
  }
}

/** Keys that are already stored may lack the prefix. */
function withoutPrefix({ params: [param] }: KeyModel): string {
  if (param?.codec.kind !== "string") return "";
  return ` If keys without a prefix are already stored, give \`{${param.name}}\` a type in \`params\` that rejects dots: by length, \`z.string().min(3).max(100)\`, or by characters, \`z.string().regex(/^[\\w-]{1,64}$/)\`.`;
}

function refusedKey(key: KeyModel): string | undefined {
  if (key.template === "") return "";
  // Most templates start with text that is in no reserved key.
  return RESERVED_KEYS.filter((reserved) => reserved.startsWith(literalHead(key))).find(
    (reserved) => mayMakeKey(key, reserved),
  );
}
