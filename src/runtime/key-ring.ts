import { KeyloomError, reasonOf } from "./error.ts";
import type { RecordPlace } from "./value-codec.ts";

/** An imported key: its type has a name in workerd and browsers, but none in Node. */
type ImportedKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** A secret of the Worker: its text, or a binding of Cloudflare's Secrets Store. */
export type Secret = string | { get(): Promise<string> };

/** The keys of a secret. */
export interface KeyRing {
  /** The key that seals. */
  readonly sealing: { readonly id: string; readonly key: ImportedKey };
  /** All keys by id: each opens what it has sealed. */
  readonly keys: ReadonlyMap<string, ImportedKey>;
}

/** An id of letters, digits, `_` and `-`, and 32 bytes in base64. */
const ENTRY = /^([\w-]{1,32}):([A-Za-z0-9+/]{43}=)$/;

const NOT_A_RING = "is not a key ring: it has `ID:BASE64`, 32 bytes, per key, separated by spaces";

/** The rings that this isolate has read, by the secret's text. */
const rings = new Map<string, KeyRing>();

/**
 * Reads the key ring of a secret, `ID:BASE64 ID:BASE64`.
 *
 * @param name the secret's binding, for messages.
 * @throws KeyloomError, which never repeats the secret, if it is missing or not a key ring.
 */
export async function keyRing(
  name: string,
  binding: Secret | undefined,
  at: RecordPlace,
): Promise<KeyRing> {
  const fail = (message: string): never => {
    throw new KeyloomError("invalid-secret", `the secret ${name} ${message}`, at);
  };
  // The Secrets Store has the current text, even if it was changed after the Worker was deployed.
  const secret: unknown = isLoadable(binding)
    ? await binding.get().catch((error: unknown) => fail(`did not load: ${reasonOf(error)}`))
    : binding;
  if (secret == null) return fail(`is not set: \`wrangler secret put ${name}\` stores a key ring`);
  // A variable in the wrangler file may be of any type.
  if (typeof secret !== "string") return fail(NOT_A_RING);
  // Only complete rings are kept: a request must not wait for what another one is reading.
  const known = rings.get(secret);
  if (known !== undefined) return known;
  const keys = new Map<string, ImportedKey>();
  for (const entry of secret.trim().split(/\s+/)) {
    const [, id, base64] = ENTRY.exec(entry) ?? [];
    if (id === undefined || base64 === undefined) return fail(NOT_A_RING);
    if (keys.has(id)) return fail(`has two keys with the id \`${id}\``);
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    keys.set(
      id,
      await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]),
    );
  }
  const [[id, key] = fail("is not a key ring")] = keys;
  const ring = { sealing: { id, key }, keys };
  rings.set(secret, ring);
  return ring;
}

function isLoadable(binding: Secret | undefined): binding is Exclude<Secret, string> {
  return typeof (binding as { get?: unknown } | null | undefined)?.get === "function";
}
