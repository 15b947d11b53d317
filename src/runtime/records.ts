import type { CollectionSpec } from "./collection-spec.ts";
import { KeyloomError, type KeyloomErrorCode, reasonOf } from "./error.ts";
import { type Check, describeIssues, type Issue } from "./issue.ts";
import { buildKey } from "./key-spec.ts";
import type { KVNamespace } from "./kv-namespace.ts";
import type { RecordPlace, StoredForms, ValueCodec } from "./value-codec.ts";

/** What KV returns for a value. */
export type Stored = StoredForms[keyof StoredForms];

const MISSING_BINDING =
  "the Worker has no such KV binding: `keyloom wrangler` adds it to the wrangler file";

/** What reads, lists and writes of a collection share: keys, and checking stored records. */
export class Records<Params, Value, Metadata, Missing> {
  readonly #kv: KVNamespace;
  protected readonly spec: CollectionSpec<Params, Value, Metadata, Missing>;

  constructor(kv: KVNamespace, spec: CollectionSpec<Params, Value, Metadata, Missing>) {
    this.#kv = kv;
    this.spec = spec;
  }

  /** Checked on use: a Worker without this binding may still use other collections. */
  protected get kv(): KVNamespace {
    return this.#kv ?? this.fail("missing-binding", MISSING_BINDING);
  }

  key(params: Params): string {
    return buildKey(this.spec.key, params);
  }

  /** What a read returns if the key is missing. */
  protected missing(): Missing {
    // Without a fallback `Missing` is null: generated code sets both together.
    return this.spec.fallback === undefined ? (null as Missing) : this.spec.fallback();
  }

  /**
   * @param metadata what is stored with the value; only if it holds the version.
   * @returns `undefined` for a value that is not of its type and counts as missing.
   */
  protected async decode(
    key: string,
    stored: Stored,
    metadata?: unknown,
  ): Promise<Value | undefined> {
    const { onInvalid, value } = this.spec;
    try {
      const decoded = await this.#decodeStored(key, stored, metadata);
      return this.check(value, decoded, "invalid-value", "the stored value", key);
    } catch (error) {
      if (onInvalid === undefined || !isInvalidValue(error)) throw error;
      if (onInvalid === "missing") return undefined;
      // A stream is not held whole, so the schema does not allow a repair for it.
      const repaired = await onInvalid(stored as string | ArrayBuffer, error);
      return this.check(value, repaired, "invalid-value", "the repaired value", key);
    }
  }

  protected checkMetadata(what: string, metadata: unknown, key: string): Metadata {
    const check = this.spec.metadata;
    if (check === undefined) return undefined as Metadata;
    // KV returns null for a record without metadata; a list leaves it out.
    return this.check(check, metadata ?? undefined, "invalid-metadata", what, key);
  }

  protected check<T>(
    check: Check<T>,
    input: unknown,
    code: KeyloomErrorCode,
    what: string,
    key: string,
  ): T {
    const issues: Issue[] = [];
    const checked = check(input, issues);
    if (issues.length > 0) {
      this.fail(code, `${what} is not of its type: ${describeIssues(issues)}`, key, issues);
    }
    return checked;
  }

  protected fail(
    code: KeyloomErrorCode,
    message: string,
    key?: string,
    issues: readonly Issue[] = [],
  ): never {
    throw new KeyloomError(code, message, { collection: this.spec.key.name, key, issues });
  }

  /** The place of a record, for codecs and errors. */
  protected place(key: string): RecordPlace {
    return { collection: this.spec.key.name, key };
  }

  async #decodeStored(key: string, stored: Stored, metadata: unknown): Promise<unknown> {
    const { codec, version } = this.spec;
    try {
      const decoded = await (codec as ValueCodec).decode(stored as never, this.place(key));
      return version === undefined ? decoded : await version.upcast(decoded, metadata);
    } catch (cause) {
      if (cause instanceof KeyloomError) throw cause;
      const message = `the stored value cannot be read: ${reasonOf(cause)}`;
      // An upcast of the author may have failed.
      const thrown = (cause as Error | undefined)?.cause;
      throw new KeyloomError("invalid-value", message, { ...this.place(key), cause: thrown });
    }
  }
}

/** What the schema's `onInvalid` covers: not a missing secret, because its values are still good. */
function isInvalidValue(error: unknown): error is KeyloomError {
  return error instanceof KeyloomError && error.code === "invalid-value";
}
