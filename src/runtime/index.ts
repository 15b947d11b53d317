/** What generated code imports. Worker-safe, without dependencies; nothing here knows of zod or Node. */
export {
  copyOtherKeys,
  firstMatch,
  isLongerThan,
  isMultipleOf,
  isPlainObject,
  isShorterThan,
} from "./check.ts";
export {
  Collection,
  type CollectionSpec,
  type GetOptions,
  type ListEntry,
  type PutOptions,
  type WithMetadata,
} from "./collection.ts";
export type { Duration } from "./duration.ts";
export { KeyloomError, type KeyloomErrorCode } from "./error.ts";
export {
  type Check,
  type Issue,
  type IssueCode,
  isRecord,
  noMatch,
  notInteger,
  prefixIssues,
  rejectOtherKeys,
  wrongTag,
  wrongType,
  wrongValue,
} from "./issue.ts";
export { customText, type KeySpec, keyText } from "./key-spec.ts";
export type { KVNamespace } from "./kv-namespace.ts";
export {
  type CustomParamCodec,
  decodeCustom,
  decodeDate,
  decodeInteger,
  decodeText,
  encodeDate,
  encodeInteger,
  encodeText,
} from "./param.ts";
export { Singleton } from "./singleton.ts";
export type { Ttl, TtlSpec } from "./ttl.ts";
export { bytes, json, text, type ValueCodec } from "./value-codec.ts";
