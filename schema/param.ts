import type { core } from "zod";

/** A parameter's schema: a zod type, one of the other forms of `param`, or the author's own codec. */
export type ParamSchema = core.$ZodType | RestParam | UnpaddedParam | CustomParam;

/** The schemas of a template's parameters, by name; a parameter that may be any text has none. */
export type ParamSchemas = Readonly<Record<string, ParamSchema | undefined>>;

/** The rest of a key. Made by {@link param}. */
export interface RestParam {
  readonly codec: "rest";
  /** The type of its text; nothing if any text will do. */
  readonly type: core.$ZodType | undefined;
}

/** An integer without leading zeros. Made by {@link param}. */
export interface UnpaddedParam {
  readonly codec: "unpadded";
  readonly type: core.$ZodType<number, number>;
}

/** The author's own codec, with the module that exports it. Made by {@link param}. */
export interface CustomParam {
  readonly codec: "custom";
  readonly from: string;
  readonly name: string;
  readonly maxBytes: number;
}

/** Other forms of parameters than zod types. */
export const param = {
  /**
   * The rest of a key; it must be the last parameter. Its text is part of the key as it is, so the
   * accessor finds keys that raw code has made from addresses or paths.
   *
   * @param type a string type, with a maximum length if other text comes before it in the key.
   */
  rest: (type?: core.$ZodType<string, string>): RestParam => ({ codec: "rest", type }),
  /**
   * An integer as `${id}` writes it, `12`. An integer type alone is padded with zeros, `000012`, so that
   * KV's order is the order of the numbers. This form is for keys that raw code has made: lists of them
   * are in text order, and cannot be limited to a range.
   *
   * @param type `z.int()`, with `.min()` and `.max()` for a shorter key.
   */
  unpadded: (type: core.$ZodType<number, number>): UnpaddedParam => ({ codec: "unpadded", type }),
  /**
   * Your own codec: a module, relative to the schema file, that exports an object with `encode` and
   * `decode` (see `CustomParamCodec` in `keyloom/runtime`). The generated code imports that module, so
   * it must run in a Worker; it cannot be the schema file, which never does.
   *
   * @param maxBytes the length of the longest text that `encode` returns, in UTF-8 bytes. A separator or
   * `%` in it counts three bytes, because it is percent-encoded in the key.
   */
  custom: (codec: { from: string; name: string; maxBytes: number }): CustomParam => ({
    codec: "custom",
    ...codec,
  }),
} as const;

/** The schema of a parameter, which may be called `constructor`. */
export function schemaOf(name: string, schemas: ParamSchemas): ParamSchema | undefined {
  return Object.hasOwn(schemas, name) ? schemas[name] : undefined;
}

export function isRest(schema: ParamSchema | undefined): schema is RestParam {
  return schema !== undefined && "codec" in schema && schema.codec === "rest";
}

/** The zod type of a parameter in any form; nothing if it has none. */
export function typeOfParam(schema: ParamSchema | undefined): core.$ZodType | undefined {
  if (schema === undefined || !("codec" in schema)) return schema;
  return schema.codec === "custom" ? undefined : schema.type;
}
