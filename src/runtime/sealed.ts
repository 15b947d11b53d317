import { KeyloomError } from "./error.ts";
import { joinBytes } from "./join-bytes.ts";
import { type KeyRing, keyRing, type Secret } from "./key-ring.ts";
import type { RecordPlace, ValueCodec } from "./value-codec.ts";
import { decodeBytes, encodeBytes, type WholeCodec } from "./whole-codec.ts";

/** The form of sealed values: the first byte of each. */
const FORMAT = 1;
/** What NIST SP 800-38D recommends for AES-GCM, section 5.2.1.1. */
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Wraps a codec in AES-GCM, with the keys of a secret. A value is
 *
 *     1 byte   the form, 1
 *     1 byte   the length of the key's id
 *     n bytes  the key's id, in ASCII
 *     12 bytes a random initialization vector
 *     …        the value encrypted with AES-GCM, followed by its tag of 16 bytes
 *
 * The bytes before the vector, and KV's key, are authenticated as well: a value that was put under another
 * key does not open.
 *
 * @param name the secret's binding, for messages.
 * @param secret the key ring: `ID:BASE64` for each key, the one that seals first.
 */
export function sealed(codec: WholeCodec, name: string, secret: Secret): ValueCodec<"arrayBuffer"> {
  return {
    type: "arrayBuffer",
    ready: (at) => keyRing(name, secret, at),
    async decode(stored, at) {
      const ring = await keyRing(name, secret, at);
      return decodeBytes(codec, await opened(new Uint8Array(stored), ring, name, at), at);
    },
    async encode(value, at) {
      const bytes = await encodeBytes(codec, value, at);
      return closed(bytes, await keyRing(name, secret, at), at);
    },
    /** Seals with the first key of the ring, so that an older one can leave it in time. */
    async renewed(stored, at) {
      const ring = await keyRing(name, secret, at);
      const bytes = new Uint8Array(stored);
      if (headOf(ring.sealing.id).every((byte, index) => byte === bytes[index])) return stored;
      // What cannot be opened is for reads to report.
      const content = await opened(bytes, ring, name, at).catch(() => undefined);
      return content === undefined ? stored : (await closed(content, ring, at)).buffer;
    },
  };
}

async function closed(
  bytes: ArrayBuffer | Uint8Array<ArrayBuffer>,
  { sealing: { id, key } }: KeyRing,
  at: RecordPlace,
): Promise<Uint8Array<ArrayBuffer>> {
  const head = headOf(id);
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const box = await crypto.subtle.encrypt(gcm(iv, head, at), key, bytes);
  return joinBytes([head, iv, new Uint8Array(box)]);
}

async function opened(
  stored: Uint8Array<ArrayBuffer>,
  { keys }: KeyRing,
  name: string,
  at: RecordPlace,
): Promise<ArrayBuffer> {
  const [format, idBytes = 0] = stored;
  const head = stored.subarray(0, 2 + idBytes);
  const box = stored.subarray(head.length + IV_BYTES);
  if (format !== FORMAT || box.length < TAG_BYTES) throw new Error("it is not sealed");
  const id = new TextDecoder().decode(head.subarray(2));
  const key = keys.get(id);
  if (key === undefined) {
    // In a broken record the id may be anything.
    if (!/^[\w-]+$/.test(id)) throw new Error("it is not sealed");
    const message = `the value is sealed with the key \`${id}\`, which the secret ${name} does not have`;
    throw new KeyloomError("invalid-secret", message, at);
  }
  const iv = stored.subarray(head.length, head.length + IV_BYTES);
  try {
    return await crypto.subtle.decrypt(gcm(iv, head, at), key, box);
  } catch {
    throw new Error("it was changed after it was sealed, or sealed for another KV key");
  }
}

function headOf(id: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(id);
  return joinBytes([Uint8Array.of(FORMAT, bytes.length), bytes]);
}

function gcm(iv: Uint8Array<ArrayBuffer>, head: Uint8Array<ArrayBuffer>, { key }: RecordPlace) {
  return {
    name: "AES-GCM",
    iv,
    additionalData: joinBytes([head, new TextEncoder().encode(key)]),
  };
}
