import { KEY_CHECKS } from "./docs/keys.ts";
import { NAME_CHECKS } from "./docs/names.ts";
import { SEED_CHECKS } from "./docs/seeds.ts";
import { TTL_CHECKS } from "./docs/ttls.ts";
import { VALUE_CHECKS } from "./docs/values.ts";

/**
 * Every definition check by its id, with its page in the documentation. Ids never change.
 *
 * The code in a page is part of a schema: collections of one namespace, namespaces, or the options of
 * `defineKv`.
 */
export const DEFINITION_CHECKS = {
  ...NAME_CHECKS,
  ...KEY_CHECKS,
  ...VALUE_CHECKS,
  ...TTL_CHECKS,
  ...SEED_CHECKS,
};

/** The id of a definition check: `key-collision`. */
export type DefinitionCheckId = keyof typeof DEFINITION_CHECKS;
