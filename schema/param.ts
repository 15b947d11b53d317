import type { core } from "zod";

/** A parameter's schema: a zod type, one that is written in another form, or a codec of the author's own. */
export type ParamSchema = core.$ZodType | RestParam | UnpaddedParam | CustomParam;

/** All of a key from a place on. Made by {@link param}. */
export interface RestParam {
  readonly codec: "rest";
  /** What its text must be; nothing where any will do. */
  readonly type: core.$ZodType | undefined;
}

/** An integer without zeros before it. Made by {@link param}. */
export interface UnpaddedParam {
  readonly codec: "unpadded";
  readonly type: core.$ZodType<number, number>;
}

/** A codec of the author's own, by the module that exports it. Made by {@link param}. */
export interface CustomParam {
  readonly codec: "custom";
  readonly from: string;
  readonly name: string;
  readonly maxBytes: number;
}

/** How parameters may be written besides zod types. */
export const param = {
  /**
   * The rest of a key, which must be its last parameter: its text stands in the key as it is, so that
   * keys which raw code has made of addresses or paths are those of the accessor.
   *
   * @param type a string type, bounded where what is before it leaves less than all of a key.
   */
  rest: (type?: core.$ZodType<string, string>): RestParam => ({ codec: "rest", type }),
  /**
   * An integer as `${id}` writes it, `12`, where an integer type alone has zeros before it, `000012`, so
   * that KV's order is the numbers'. For keys that raw code has made: lists of them come in the order of
   * texts, and not by ranges.
   *
   * @param type `z.int()`, with `.min()` and `.max()` for a shorter key.
   */
  unpadded: (type: core.$ZodType<number, number>): UnpaddedParam => ({ codec: "unpadded", type }),
  /**
   * A codec of your own: a module, relative to the schema file, that exports an object with `encode`
   * and `decode` (see `CustomParamCodec` in `keyloom/runtime`). The generated code imports that
   * module, so it must run in a Worker; it cannot live in the schema file, which never does.
   *
   * @param maxBytes the longest text that `encode` makes, in UTF-8 bytes. A separator or `%` in it
   * takes three, because it stands percent-encoded in the key.
   */
  custom: (codec: { from: string; name: string; maxBytes: number }): CustomParam => ({
    codec: "custom",
    ...codec,
  }),
} as const;

export function isRest(schema: ParamSchema | undefined): schema is RestParam {
  return schema !== undefined && "codec" in schema && schema.codec === "rest";
}

export function isUnpadded(schema: ParamSchema | undefined): schema is UnpaddedParam {
  return schema !== undefined && "codec" in schema && schema.codec === "unpadded";
}

/** The zod type of a parameter, whatever form it is written in; nothing where it has none. */
export function typeOfParam(schema: ParamSchema | undefined): core.$ZodType | undefined {
  if (schema === undefined || !("codec" in schema)) return schema;
  return schema.codec === "custom" ? undefined : schema.type;
}
