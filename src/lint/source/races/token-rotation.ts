import type { Records } from "../flow/record-of.ts";
import { keyText } from "../keys/key-text.ts";
import type { KvCall } from "../kv-call.ts";
import { nameOfRecord } from "../record-name.ts";
import { wordsOf } from "../words.ts";

const REFRESH = /refresh|renew|rotat/i;

/**
 * Whether the record of a refresh token is replaced by one of the same form, as is done with tokens that are good
 * for one use: `session:${old}` by `session:${next}`.
 */
export function isTokenRotation(
  read: KvCall,
  removal: KvCall,
  calls: readonly KvCall[],
  records: Records,
): boolean {
  const { file } = records;
  const [key] = read.node.arguments;
  if (key === undefined || removal.method !== "delete") return false;
  const form = keyText(key, file);
  const body = file.parents.functionOf(read.node);
  return calls.some(({ method, node, ...call }) => {
    const [next] = node.arguments;
    if (method !== "put" || next === undefined || node.start < read.node.end) return false;
    if (file.parents.functionOf(node) !== body || keyText(next, file) !== form) return false;
    const isOther =
      nameOfRecord({ method, node, ...call }, records) !== nameOfRecord(read, records);
    return isOther && [key, next].some((each) => REFRESH.test(wordsOf(each, file)));
  });
}
