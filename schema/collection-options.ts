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

/** The options that depend on both the key and the value. */
interface PointedOptions<
  Template extends string,
  Value extends core.$ZodType,
  Metadata extends core.$ZodType,
  Pointers extends PointerTemplates,
> {
  /**
   * Other keys that lead to a record, by names such as `byEmail`: `"user-email:{email}"`. Each name in
   * braces is a parameter of `key` or a field of the value. It may also be a field of an object in the
   * value: `"user-email:{contact.email}"` is found by `contactEmail`. A record without the field has no
   * such pointer.
   */
  readonly pointers?: Pointers &
    KnownPointers<Pointers, ParamName<Template> | FieldName<Value>, core.output<Value>>;
  /**
   * What replaces personal data when records are copied to another stage, in the shape of a record:
   * `{ value: { email: redact.email() } }`; or the reason why nothing is replaced.
   */
  readonly redact?: RecordRedactions<Template, Value, Metadata> | RedactPolicy;
}

/** The options that depend on the value's type; bytes have none. */
type ValueOptions<
  Template extends string,
  Value extends core.$ZodType,
  Metadata extends core.$ZodType,
  Codec extends ValueCodec,
> = [Codec] extends [BytesCodec]
  ? {
      readonly value?: never;
      readonly fallback?: never;
      /** The records that the stack writes: in the schema itself, or the path of their file. */
      readonly seed?: SeedSource<Uint8Array, core.input<Metadata>, ParamName<Template>>;
    }
  : {
      /** The value's type. */
      readonly value: Value;
      /** What a read returns when the key is missing. */
      readonly fallback?: core.output<Value>;
      /**
       * The records that the stack writes: in the schema itself, or the path of their file. Values are in
       * their stored form.
       */
      readonly seed?: SeedSource<core.input<Value>, core.input<Metadata>, ParamName<Template>>;
    };

/** The options of a collection, whatever its values are. */
export interface RecordOptions<
  Template extends string,
  Metadata extends core.$ZodType,
  Codec extends ValueCodec,
> extends DescribedRecords {
  /** The key template: `session:{userId}:{device}`. */
  readonly key: Template;
  /** A zod type, or a form of `param`, for each parameter that is not just any non-empty string. */
  readonly params?: ParamSchemas<ParamName<Template>>;
  /** The metadata's type. Metadata take at most 1,024 bytes of JSON; a list returns them without reading values. */
  readonly metadata?: Metadata;
  /** How long records live. There is no default: each collection must state it. */
  readonly ttl: TtlPolicy;
  /**
   * How values are stored: `json` (the default), `text` for string types, `bytes` or `stream` instead
   * of a `value`, or any of these in `gzip(…)` and `sealed(…)`.
   */
  readonly codec?: Codec;
  /**
   * The version of the values, starting at 1. Older values are read as new ones, and the next `put`
   * writes them as such. A record that states no version is of version 1.
   */
  readonly version?: number;
  /**
   * For each version below the current one, a function of a module of yours that makes a value of the
   * next version (`Upcast` in `keyloom/runtime`).
   */
  readonly upcasts?: Readonly<Record<number, ModuleExport>>;
  /** Where a record states its version: around the JSON (the default), or in the metadata. */
  readonly versionIn?: "envelope" | "metadata";
  /** How long a data center may cache the result of a read: at least 30 s. A read can override it. */
  readonly cacheTtl?: number | Duration;
  /** Lets a read load a missing value: adds `getOrLoad` to the accessor. */
  readonly cache?: CacheOptions;
  /**
   * What happens to a stored value that does not fit its type: `throw` (the default), treat the record as
   * `missing` (the default with a `cache`, which loads it again), or pass the value to a function of a
   * module of yours (`Repair` in `keyloom/runtime`).
   */
  readonly onInvalid?: "throw" | "missing" | ModuleExport;
  /**
   * The methods of the accessor, besides `key`. The default is all of them; without `list` and
   * `deleteAll`, nobody reads or removes all records by mistake.
   */
  readonly methods?: readonly MethodName[];
  /** The former name of the collection, under which the stack knows its seed. */
  readonly renamedFrom?: string | readonly string[];
}

/**
 * A template without parameters must not name any, which an empty object type would allow. To the
 * compiler, each object has a `constructor`, which is no schema: for such names, the checks report it.
 */
type ParamSchemas<Param extends string> = [Param] extends [never]
  ? Readonly<Record<string, never>>
  : {
      readonly [Name in Param]?: Name extends keyof typeof Object.prototype ? unknown : ParamSchema;
    };

/** How a collection caches what a loader returns. */
export interface CacheOptions {
  /**
   * How long a value is served past its TTL while a new one is loaded, or when loading fails. By default,
   * it is not.
   */
  readonly stale?: number | Duration;
  /** How long "there is none" is cached: at least 60 s. It is not cached by default. */
  readonly negative?: number | Duration;
  /**
   * The fraction by which the TTL may be shortened, from 0 (the default) to 1, so that values written at
   * the same time do not expire at the same time.
   */
  readonly jitter?: number;
}

/** An export of the author's module that the generated code imports. */
interface ModuleExport {
  /** The module, relative to the schema file. It runs in the Worker. */
  readonly from: string;
  readonly name: string;
}
