import { isText, plainCodec } from "../../schema/codec.ts";
import type { CollectionModel, ValueCodec } from "../../schema/model.ts";
import type { Path, SchemaProblem } from "../../schema/problem.ts";
import { change } from "./change.ts";
import { BREAKING } from "./rules/index.ts";

/** What another form of the stored values breaks. */
export function* compareCodecs(
  old: CollectionModel,
  now: CollectionModel,
  path: Path,
): Generator<SchemaProblem> {
  if (now.onInvalid === undefined || !knowsItsOwn(old.codec, now.codec)) {
    yield change(
      BREAKING.codecChanged,
      [...path, "codec"],
      `values of \`${now.name}\` are stored in another form`,
      "Put the new form into a collection with its own keys, and move the records there.",
    );
  } else if (old.onInvalid === undefined || !seesOthers(now.codec, old.codec)) {
    yield change(
      BREAKING.valueWidened,
      [...path, "codec"],
      `old code rejects new values of \`${now.name}\`, which are stored in another form`,
      "Deploy the readers first, and the writers of such values once no old code runs.",
    );
  }
}

/** Whether old code notices that new values are not its own: compressed or sealed data is not JSON. */
function seesOthers(written: ValueCodec, reader: ValueCodec): boolean {
  return reader === "json" || knowsItsOwn(written, reader);
}

/**
 * Whether a codec never mistakes a value of another one for its own, so that `onInvalid` handles each: text
 * may be mistaken for JSON, bytes may be anything. A value sealed under another secret is not invalid.
 */
function knowsItsOwn(before: ValueCodec, after: ValueCodec): boolean {
  if (typeof after === "string" || plainCodec(after) === "stream") return false;
  const isGzip = typeof before !== "string" && before.kind === "gzip";
  return isText(before) || (isGzip && after.kind === "sealed");
}
