/** The schema language: what a schema file imports. */
export type { AssetsOptions } from "./assets-options.ts";
export { gzip, sealed } from "./codec.ts";
export type { CollectionOptions } from "./collection-options.ts";
export {
  assets,
  collection,
  defineKv,
  type KvDefinition,
  type KvOptions,
  type NamespaceOptions,
} from "./define.ts";
export type { Model } from "./model.ts";
export { param } from "./param.ts";
export { type Redaction, redact } from "./redact.ts";
export type { SeedRecord, SeedSource } from "./seed-source.ts";
export { stored } from "./stored.ts";
export { ttl } from "./ttl.ts";
