/**
 * What generated code imports, without dependencies: nothing here uses zod or Node. Authors import `KeyloomError`,
 * `memoized`, and the types `CustomParamCodec`, `Repair` and `Upcast` of their own functions; the rest is only for
 * generated code.
 */

export type { AssetMetadata } from "./asset-form.ts";
export { pathParam } from "./asset-path.ts";
export { AssetServer, type AssetServerSpec } from "./asset-server.ts";
export { AssetStore } from "./asset-store.ts";
export { authored } from "./authored.ts";
export { BasicCollection, type PutOptions } from "./basic-collection.ts";
export { BatchCollection, type PutRecord } from "./batch-collection.ts";
export { both } from "./both.ts";
export { Cache, type CachedSpec, type LoadContext, type LoadOptions } from "./cache.ts";
export {
  copyOtherKeys,
  firstMatch,
  frozen,
  isLongerThan,
  isMultipleOf,
  isPlainObject,
  isShorterThan,
} from "./check.ts";
export { cleanUrls } from "./clean-urls.ts";
export { Collection } from "./collection.ts";
export type { CollectionSpec, Repair } from "./collection-spec.ts";
export { compressedForms } from "./compressed-forms.ts";
export type { Duration } from "./duration.ts";
export { KeyloomError, type KeyloomErrorCode } from "./error.ts";
export { exactJson } from "./exact-json.ts";
export { fieldTtl } from "./field-ttl.ts";
export {
  hostnameOf,
  isBase64,
  isBase64Url,
  isCidrv6,
  isCreditCard,
  isIban,
  isIpv6,
  isJwt,
  normalUrlText,
  protocolOf,
  urlText,
  webUrlText,
} from "./format.ts";
export { gzip } from "./gzip.ts";
export { gzipStream } from "./gzip-stream.ts";
export {
  addIssue,
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
export {
  customParam,
  dateParam,
  enumParam,
  integerParam,
  keyText,
  textParam,
  uuidParam,
} from "./key-param.ts";
export { keyRange } from "./key-range.ts";
export type { KVNamespace } from "./kv-namespace.ts";
export type { NotALeadingParameter, Range } from "./leading.ts";
export { ListedAssetStore } from "./listed-asset-store.ts";
export {
  type ListEntry,
  ListedCollection,
  type ListPage,
  type PageOptions,
} from "./listed-collection.ts";
export { memoized } from "./memo.ts";
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
export { abort, asGiven, passesOn } from "./pipe.ts";
export { type PointedCollection, pointed } from "./pointed.ts";
export type { Pointer } from "./pointer.ts";
export type { PointedSpec, PointerSpec } from "./pointer-spec.ts";
export { type GetOptions, Reads, type WithMetadata } from "./reads.ts";
export type { PointerRepair, RepairOptions } from "./repair-pointers.ts";
export { repairedBy } from "./repaired-by.ts";
export { sealed } from "./sealed.ts";
export { singlePageApp } from "./single-page-app.ts";
export { BasicSingleton, Singleton } from "./singleton.ts";
export {
  defaultTtl,
  fixedTtl,
  noTtl,
  optionalTtl,
  requiredTtl,
  type Ttl,
  type TtlSpec,
} from "./ttl.ts";
export type { TtlCounts, TtlWithin } from "./ttl-within.ts";
export type { Upcast } from "./upcast.ts";
export { bytes, json, stream, text, type ValueCodec } from "./value-codec.ts";
export { besideVersion, versionInMetadata } from "./version-in-metadata.ts";
export { versioned } from "./versioned.ts";
