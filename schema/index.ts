/** The schema language: what a schema file imports. */
export { gzip, sealed } from "./codec.ts";
export {
  type AssetsOptions,
  assets,
  type CollectionOptions,
  collection,
  defineKv,
  type KvDefinition,
  type KvOptions,
  type NamespaceOptions,
  type SeedRecord,
  type SeedSource,
} from "./define.ts";
export type { Model } from "./model.ts";
export { param } from "./param.ts";
export { type Redaction, redact } from "./redact.ts";
export { stored } from "./stored.ts";
export { ttl } from "./ttl.ts";
