/** What a write may set besides the value, in KV's own names. */
export interface PutOptions {
  readonly expiration?: number;
  readonly expirationTtl?: number;
  readonly metadata?: unknown;
}

/** One pair of a bulk write. */
export interface BulkPut {
  readonly key: string;
  readonly value: string;
  readonly base64: boolean;
  readonly options: PutOptions;
}

/** What is stored under a key. */
export interface Found {
  readonly value: Uint8Array<ArrayBuffer>;
  /** `null` if there are none. */
  readonly metadata: unknown;
  /** Seconds since the epoch. */
  readonly expiration: number | undefined;
}

/** Which keys a page has. */
export interface ListOptions {
  readonly prefix?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

/** A page of keys, as KV returns it. */
export interface KeyPage {
  readonly keys: readonly {
    readonly name: string;
    readonly expiration?: number;
    readonly metadata?: unknown;
  }[];
  readonly list_complete: boolean;
  readonly cursor?: string;
}
