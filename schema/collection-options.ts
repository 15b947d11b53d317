import type { core } from "zod";
import type { Duration } from "../src/runtime/duration.ts";
import type { BytesCodec } from "./codec.ts";
import type { DescribedRecords } from "./described.ts";
import type { MethodName } from "./method-names.ts";
import type { ValueCodec } from "./model.ts";
import type { ParamSchema } from "./param.ts";
import type { KnownPointers, PointerTemplates } from "./pointer-options.ts";
import type { RecordRedactions, RedactPolicy } from "./redact.ts";
import type { SeedSource } from "./seed-source.ts";
import type { ParamName } from "./template.ts";
import type { TtlPolicy } from "./ttl.ts";

/** The fields of a value by name. */
type FieldName<Value extends core.$ZodType> =
  core.output<Value> extends infer Output
    ? Output extends object
      ? keyof Output & string
      : never
    : never;

/** What `collection` takes. */
export type CollectionOptions<
  Template extends string,
  Value extends core.$ZodType,
  Metadata extends core.$ZodType,
  Codec extends ValueCodec = "json",
  Pointers extends PointerTemplates = PointerTemplates,
> = RecordOptions<Template, Metadata, Codec> &
  ValueOptions<Template, Value, Metadata, Codec> &
  PointedOptions<Template, Value, Metadata, Pointers>;

/** The options that have to do with the key and with the value. */
interface PointedOptions<
  Template extends string,
  Value extends core.$ZodType,
  Metadata extends core.$ZodType,
  Pointers extends PointerTemplates,
> {
  /**
   * Other keys that lead to a record, by names such as `byEmail`: `"user-email:{email}"`. What stands
   * in braces is a parameter of `key` or a field of the value, also of an object in it:
   * `"user-email:{contact.email}"` is found by `contactEmail`. A record without that field has no such
   * pointer.
   */
  readonly pointers?: Pointers &
    KnownPointers<Pointers, ParamName<Template> | FieldName<Value>, core.output<Value>>;
  /**
   * What stands in place of personal data where records are copied to another stage, in the form of a
   * record: `{ value: { email: redact.email() } }`; or why there is none.
   */
  readonly redact?: RecordRedactions<Template, Value, Metadata> | RedactPolicy;
}

/** The options that have to do with the value's type, of which bytes have none. */
type ValueOptions<
  Template extends string,
  Value extends core.$ZodType,
  Metadata extends core.$ZodType,
  Codec extends ValueCodec,
> = [Codec] extends [BytesCodec]
  ? {
      readonly value?: never;
      readonly fallback?: never;
      readonly seed?: SeedSource<Uint8Array, core.input<Metadata>, ParamName<Template>>;
    }
  : {
      /** The value's type. */
      readonly value: Value;
      /** What a read gives where the key is missing. */
      readonly fallback?: core.output<Value>;
      readonly seed?: SeedSource<core.input<Value>, core.input<Metadata>, ParamName<Template>>;
    };

/** The options of a collection of whatever values. */
export interface RecordOptions<
  Template extends string,
  Metadata extends core.$ZodType,
  Codec extends ValueCodec,
> extends DescribedRecords {
  /** The key template: `session:{userId}:{device}`. */
  readonly key: Template;
  /** A zod type, or `param.custom`, for each parameter that is more than a non-empty string. */
  readonly params?: ParamSchemas<ParamName<Template>>;
  /** The metadata's type: at most 1,024 bytes of JSON, and what a list gives without reading values. */
  readonly metadata?: Metadata;
  /** How long records live. There is no default: each collection says so. */
  readonly ttl: TtlPolicy;
  /**
   * How values are stored: `json` (the default), `text` for string types, `bytes` or `stream` in place
   * of a `value`, or `gzip(…)` and `sealed(…)` of them.
   */
  readonly codec?: Codec;
  /**
   * The version of the values, from 1 on. Older ones are read as new ones, and are written as such
   * with the next `put`. What tells no version is of version 1.
   */
  readonly version?: number;
  /**
   * A function of a module of yours for each version below the current one, which makes a value of the
   * next (`Upcast` in `keyloom/runtime`).
   */
  readonly upcasts?: Readonly<Record<number, ModuleExport>>;
  /** Where a record tells its version: around the JSON (the default), or in the metadata. */
  readonly versionIn?: "envelope" | "metadata";
  /** How long a data centre may keep the answer of a read: at least 30 s. A read may say otherwise. */
  readonly cacheTtl?: number | Duration;
  /** Lets a read load what is not there: gives the accessor `getOrLoad`. */
  readonly cache?: CacheOptions;
  /**
   * What becomes of a stored value that is not of its type: `throw` it (the default), treat the record
   * as `missing`, or hand it to a function of a module of yours (`Repair` in `keyloom/runtime`).
   */
  readonly onInvalid?: "throw" | "missing" | ModuleExport;
  /**
   * The methods that the accessor has, besides `key`. All of them unless said otherwise: without `list` and
   * `deleteAll` nobody reads or removes all records by mistake.
   */
  readonly methods?: readonly MethodName[];
  /** What the collection was called before, so that the stack knows its seed by that name. */
  readonly renamedFrom?: string | readonly string[];
}

/**
 * Of a template without parameters none may be named, which an empty object type would allow. To the
 * compiler each object has a `constructor`, which is no schema: of such a name the checks say it.
 */
type ParamSchemas<Param extends string> = [Param] extends [never]
  ? Readonly<Record<string, never>>
  : {
      readonly [Name in Param]?: Name extends keyof typeof Object.prototype ? unknown : ParamSchema;
    };

/** How a collection caches what a loader gives. */
export interface CacheOptions {
  /** How long a value is served past its TTL while a new one is loaded, or where loading fails. */
  readonly stale?: number | Duration;
  /** How long "there is none" is kept; it is not without this. At least 60 s. */
  readonly negative?: number | Duration;
  /**
   * By how much the TTL may be shortened, from 0 to 1, so that values which were written together do
   * not expire together.
   */
  readonly jitter?: number;
}

/** An export of a module of the author's that the generated code imports. */
interface ModuleExport {
  /** The module, relative to the schema file. It runs in the Worker. */
  readonly from: string;
  readonly name: string;
}
