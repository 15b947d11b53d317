import type { core } from "zod";

/** A parameter's schema: a zod type, or a codec of the author's own. */
export type ParamSchema = core.$ZodType | CustomParam;

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
