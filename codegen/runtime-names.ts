/** What the runtime exports for specifications: accessors, how values are stored, and keys. */
export const SPEC_NAMES = [
  ...(["Reads", "BasicCollection", "Collection", "BatchCollection", "ListedCollection"] as const),
  ...(["AssetServer", "AssetStore", "ListedAssetStore"] as const),
  ...(["BasicSingleton", "Singleton", "Cache", "pointed"] as const),
  ...(["cleanUrls", "compressedForms", "repairedBy", "singlePageApp"] as const),
  ...(["defaultTtl", "fieldTtl", "fixedTtl", "noTtl", "optionalTtl", "requiredTtl"] as const),
  ...(["besideVersion", "versioned", "versionInMetadata"] as const),
  ...(["bytes", "exactJson", "gzip", "gzipStream", "json", "sealed", "stream", "text"] as const),
  ...(["customParam", "dateParam", "enumParam", "integerParam", "pathParam", "textParam"] as const),
  ...(["decodeCustom", "decodeDate", "decodeInteger", "decodeText", "uuidParam"] as const),
  ...(["encodeInteger", "encodeText", "keyRange", "keyText"] as const),
] as const;

/** What it exports for functions that check and encode values. */
export const CHECK_NAMES = [
  ...(["abort", "asGiven", "authored", "both", "firstMatch", "frozen", "passesOn"] as const),
  ...(["copyOtherKeys", "isPlainObject", "isRecord", "prefixIssues", "rejectOtherKeys"] as const),
  ...(["isLongerThan", "isMultipleOf", "isShorterThan"] as const),
  ...(["addIssue", "noMatch", "notInteger", "wrongTag", "wrongType", "wrongValue"] as const),
  ...(["isBase64", "isBase64Url", "isCidrv6", "isIpv6", "isJwt"] as const),
  ...(["isCreditCard", "isIban"] as const),
  ...(["hostnameOf", "normalUrlText", "protocolOf", "urlText", "webUrlText"] as const),
] as const;

/** The types that it exports. */
export const RUNTIME_TYPES = [
  ...(["AssetServerSpec", "CachedSpec", "Duration", "LoadContext"] as const),
  ...(["CollectionSpec", "GetOptions", "Issue", "KVNamespace", "PageOptions"] as const),
  ...(["NotALeadingParameter", "PointedSpec", "PointerRepair", "Range", "RepairOptions"] as const),
  ...(["Ttl", "TtlWithin"] as const),
] as const;

export type RuntimeName = (typeof SPEC_NAMES | typeof CHECK_NAMES)[number];

export type RuntimeType = (typeof RUNTIME_TYPES)[number];
