import { RESERVED_KEYS } from "../../src/runtime/limits.ts";
import { keyPattern, literalHead } from "../key-pattern.ts";
import type { KeyModel, Model } from "../model.ts";
import { collectionsOf, type DefinitionCheck, type Finding } from "./check.ts";

/** A template that can make a key which KV refuses: empty, `.` or `..`. */
export const keyReserved: DefinitionCheck = { id: "key-reserved", find };

function* find(model: Model): Generator<Finding> {
  for (const { collection, path } of collectionsOf(model)) {
    const refused = refusedKey(collection.key);
    if (refused === undefined) continue;
    yield {
      path: [...path, "key"],
      message:
        refused === ""
          ? "the key template is empty, and KV takes no empty key"
          : `the key template \`${collection.key.template}\` can make the key \`${refused}\`, which KV refuses`,
      help: `Start the template with a prefix: \`${collection.name}:${collection.key.template.replace(/^\.+$/, "{id}")}\`.`,
    };
  }
}

function refusedKey(key: KeyModel): string | undefined {
  if (key.template === "") return "";
  // Most templates start with text that no reserved key has.
  const candidates = RESERVED_KEYS.filter((reserved) => reserved.startsWith(literalHead(key)));
  if (candidates.length === 0) return undefined;
  const pattern = new RegExp(`^(?:${keyPattern(key)})$`, "su");
  return candidates.find((reserved) => pattern.test(reserved));
}
