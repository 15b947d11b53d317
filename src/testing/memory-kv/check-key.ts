import { MAX_KEY_BYTES, RESERVED_KEYS } from "../../runtime/limits.ts";
import { byteLength } from "../../runtime/text.ts";
import { kvFailure, type OperationName } from "./failure.ts";
import { afterTransport } from "./utf8.ts";

/** What workerd checks before it sends anything. */
export function checkKey(operation: OperationName, key: string): void {
  if (key === "") throw new TypeError("Key name cannot be empty.");
  if (RESERVED_KEYS.includes(key)) throw new TypeError(`"${key}" is not allowed as a key name.`);
  checkKeyLength(operation, key);
}

/** What KV itself checks of the key of a single operation. */
export function checkSentKey(operation: OperationName, key: string): void {
  if (!key.isWellFormed()) throw kvFailure(operation, 400, "Could not URL-decode key name");
}

/** What KV checks of a key in a bulk read, where workerd checks nothing; returns the key that it reads. */
export function checkBulkKey(sent: string): string {
  const key = afterTransport(sent);
  if (key === "") throw kvFailure("GET_BULK", 400, "Key names must not be empty");
  if (RESERVED_KEYS.includes(key)) {
    const reason = `Illegal key name "${key}". Please use a different name.`;
    throw kvFailure("GET_BULK", 400, reason);
  }
  checkKeyLength("GET_BULK", key);
  return key;
}

export function checkKeyLength(operation: OperationName, key: string): void {
  const bytes = byteLength(key);
  if (bytes <= MAX_KEY_BYTES) return;
  const reason = `UTF-8 encoded length of ${bytes} exceeds key length limit of ${MAX_KEY_BYTES}.`;
  throw kvFailure(operation, 414, reason);
}
