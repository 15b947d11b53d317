import type { Encoding } from "../src/runtime/accept-encoding.ts";
import type { KeyModel } from "./key-model.ts";
import type { MethodName } from "./method-names.ts";
import type { RedactionKind } from "./redact.ts";
import type { TypeModel } from "./type/model.ts";

/** The version of the model's own shape. It increases when a reader of an older model could misread a newer one. */
export const MODEL_VERSION = 1;

/** A way of writing names, named as in the `change-case` package. */
export type NameCase = "camelCase" | "kebab-case" | "snake_case" | "PascalCase" | "CONSTANT_CASE";

/** Where Cloudflare may store the data of a namespace. Source: the API's `jurisdiction`. */
export type Jurisdiction = "eu" | "fedramp" | "us";

/** The naming conventions that `keyloom lint` checks in the schema. */
export interface ConventionsModel {
  /** The text between the segments of a key. */
  readonly separator: string;
  /** How the literal segments of a key are written. */
  readonly segments: NameCase;
  /** How bindings are written. */
  readonly namespaces: NameCase;
  /** How collections are named. */
  readonly collections: NameCase;
  /** Those that the author states, sorted; absent if all of them are defaults. */
  readonly stated?: readonly ("separator" | "segments" | "namespaces" | "collections")[];
}

/**
 * The schema as plain, versioned, sorted JSON: what codegen, infra, lint and data commands read.
 * It contains no function, no zod object and no path of the machine that made it.
 */
export interface Model {
  readonly version: typeof MODEL_VERSION;
  /** The generated file, relative to the schema file. */
  readonly output: string;
  readonly conventions: ConventionsModel;
  /** Sorted by binding. */
  readonly namespaces: readonly NamespaceModel[];
}

/** One KV namespace. */
export interface NamespaceModel {
  /** The binding's name in the Worker: `SESSIONS`. */
  readonly binding: string;
  readonly description?: string;
  /** Who is responsible for the collections that name nobody. */
  readonly owner?: string;
  /** The template of the title: `shop-{stage}-cache`. */
  readonly title: string;
  /** Whether the namespace has a preview twin, for `wrangler dev`. */
  readonly preview: boolean;
  readonly jurisdiction?: Jurisdiction;
  /** Former bindings of the namespace; absent if it had none. */
  readonly renamedFrom?: readonly string[];
  /** Sorted by name. */
  readonly collections: readonly CollectionModel[];
}

/** One kind of record in a namespace. */
export interface CollectionModel {
  readonly name: string;
  /** `assets` are files served over HTTP; their value, metadata and seed follow from the folder. */
  readonly kind: "records" | "assets";
  readonly description?: string;
  /** Who is responsible for it; absent if that is the namespace's owner. */
  readonly owner?: string;
  /** Why nothing more should be written, and what replaces it; absent if it is in use. */
  readonly deprecated?: string;
  /** Former names of the collection; absent if it had none. */
  readonly renamedFrom?: readonly string[];
  readonly key: KeyModel;
  readonly codec: ValueCodec;
  /** The version of the values, and how older ones are upgraded to it; absent if they have none. */
  readonly version?: VersionModel;
  /** The value type; for the `bytes` and `stream` codecs it is `{ kind: "bytes" }` and `{ kind: "stream" }`. */
  readonly value: TypeModel;
  readonly metadata?: TypeModel;
  readonly ttl: TtlModel;
  /** What a read returns if the key is missing, as plain JSON. */
  readonly fallback?: unknown;
  /** How long a data center may cache the result of a read, in seconds. */
  readonly cacheTtl?: number;
  /** How `getOrLoad` caches what it loads; absent if there is none. */
  readonly cache?: CacheModel;
  /** Other keys that lead to the records, sorted by name; absent if there are none. */
  readonly pointers?: readonly PointerModel[];
  /** What happens to a stored value that does not fit its type; absent if it is an error. */
  readonly onInvalid?: "missing" | ModuleExportModel;
  /** The methods of the accessor, sorted; absent if it has all that the collection can have. */
  readonly methods?: readonly MethodName[];
  /** What happens to personal data when records are copied; absent if the schema does not say. */
  readonly redact?: RedactModel;
  readonly seed?: SeedModel;
  /** How requests are answered; of assets only. */
  readonly serve?: ServeModel;
}

/** What happens to personal data when records are copied to another stage. */
export type RedactModel =
  /** There is none, or records are not copied at all; the author says why. */
  | { readonly policy: "none" | "withheld"; readonly reason: string }
  | { readonly policy: "parts"; readonly parts: readonly RedactedPart[] };

/** A part of a record that is replaced when the record is copied. */
export interface RedactedPart {
  readonly part: "params" | "value" | "metadata";
  /** Its path: `["address", "street"]`; `[]` is each entry of a list or a record, an empty path the whole part. */
  readonly path: readonly string[];
  readonly by: RedactionKind;
}

/** Another key that leads to a record. */
export interface PointerModel {
  /** `byEmail`. */
  readonly name: string;
  /** Each parameter is the one of that name in the record's own key, or else a field of its value. */
  readonly key: KeyModel;
  /** The path to each nested field of the value, by its parameter; absent if there is none. */
  readonly fields?: Readonly<Record<string, readonly string[]>>;
  /** Whether a pointer that two records have leads to the last one; if absent, the second record is rejected. */
  readonly onTaken?: "replace";
}

/** How requests are answered with the files of a collection. */
export interface ServeModel {
  /** What the paths of requests start with; it ends with `/`. */
  readonly mount: string;
  /** Whether pages are found without `.html`; absent if they are not. */
  readonly cleanUrls?: true;
  /** The path of the page for page paths that match no file. */
  readonly singlePageApp?: string;
  /** The path of the page for requests that find nothing. */
  readonly notFound?: string;
  /** The `Cache-Control` per path pattern; the first that matches counts, and the last is `*`. */
  readonly cacheControl: readonly { readonly files: string; readonly value: string }[];
  /** The compressed forms in which files are also stored. */
  readonly precompress: readonly Encoding[];
}

/** How a collection caches what a loader returns. Figures are seconds, except `jitter`, from 0 to 1. */
export interface CacheModel {
  readonly stale?: number;
  readonly negative?: number;
  readonly jitter?: number;
}

/** An export of a module that the generated code imports; the module is relative to the schema file. */
export interface ModuleExportModel {
  readonly from: string;
  readonly name: string;
}

/** The versions of a collection's values. */
export interface VersionModel {
  readonly current: number;
  /** Where a record states its version. */
  readonly in: "envelope" | "metadata";
  /** One for each version below the current one, in order. */
  readonly upcasts: readonly UpcastModel[];
}

/** The function that makes a value of the next version. */
export interface UpcastModel extends ModuleExportModel {
  /** The version of the values that it takes. */
  readonly version: number;
}

/** How a value is stored: as it is, compressed, sealed, or compressed and then sealed. */
export type ValueCodec =
  | PlainCodec
  | GzipCodec
  | SealedCodec<Exclude<PlainCodec, "stream"> | GzipCodec<Exclude<PlainCodec, "stream">>>;

/** What a value is before it is compressed or sealed. */
export type PlainCodec = "json" | "text" | "bytes" | "stream";

/** A value that is compressed. */
export interface GzipCodec<Of = PlainCodec> {
  readonly kind: "gzip";
  readonly of: Of;
}

/** A value that is sealed with a secret of the Worker. */
export interface SealedCodec<Of> {
  readonly kind: "sealed";
  readonly of: Of;
  /** The secret's binding: `SESSION_KEYS`. */
  readonly secret: string;
}

/** The TTL policy; every figure is in seconds. */
export type TtlModel =
  | { readonly policy: "none"; readonly reason: string }
  | { readonly policy: "fixed"; readonly seconds: number }
  | {
      readonly policy: "default";
      readonly seconds: number;
      readonly min: number;
      readonly max: number;
    }
  | { readonly policy: "required"; readonly min: number; readonly max: number }
  | {
      readonly policy: "optional";
      readonly reason: string;
      readonly min: number;
      readonly max: number;
    }
  /** The record expires at the time in a field of its value: an ISO datetime, or seconds since the epoch. */
  | { readonly policy: "field"; readonly field: string; readonly format: "datetime" | "seconds" };

/** Where a collection's seed comes from. Paths are relative to the schema file. */
export type SeedModel =
  | { readonly source: "inline"; readonly records: readonly unknown[] }
  | { readonly source: "json" | "ndjson" | "csv" | "module" | "folder"; readonly path: string };
