import type { CustomParamCodec } from "keyloom/runtime";

/** Amounts in cents. */
export const code = {
  encode: ({ cents }) => String(cents).padStart(8, "0"),
  decode: (text) => ({ cents: Number(text), currency: "EUR" as const }),
} satisfies CustomParamCodec<{ cents: number; currency: "EUR" }>;
