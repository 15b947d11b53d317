import fc from "fast-check";

/** A parameter of a key, with values of it. */
interface Param {
  /** Nothing for one that is any text. */
  readonly schema: string | undefined;
  readonly values: readonly string[];
}

const PARAMS: readonly Param[] = [
  { schema: undefined, values: ['"a"', '"b:c%/é"', '"d"'] },
  { schema: "z.string().max(20)", values: ['"a"', '"b|c"', '"😀"'] },
  { schema: "z.string().regex(/^[a-z]{1,8}$/)", values: ['"a"', '"bb"', '"ccc"'] },
  {
    schema: "z.uuid()",
    values: [1, 2, 3].map((n) => `"0190a0b0-1111-4222-8333-00000000000${n}"`),
  },
  { schema: 'z.enum(["x", "y", "z-z"])', values: ['"x"', '"y"', '"z-z"'] },
  { schema: "z.int().min(-50).max(500)", values: ["-7", "0", "321"] },
  { schema: "param.unpadded(z.int().min(-9).max(500))", values: ["-7", "0", "321"] },
  { schema: "param.unpadded(z.int().multipleOf(5))", values: ["-5", "0", "125"] },
  { schema: "z.int().min(0).max(9)", values: ["1", "2", "9"] },
  { schema: 'z.boolean().describe("Whether */ it is")', values: ["true", "false"] },
  {
    schema: "z.date()",
    values: [
      "2026-01-02T03:04:05.678Z",
      "1999-01-01T00:00:00.000Z",
      "2030-01-01T00:00:00.000Z",
    ].map((at) => `new Date("${at}")`),
  },
  {
    schema: 'param.custom({ from: "./functions.ts", name: "country", maxBytes: 2 })',
    values: ['{ code: "DE" }', '{ code: "FR" }', '{ code: "IT" }'],
  },
];

const RESTS: readonly Param[] = ["param.rest()", "param.rest(z.string().max(60))"].map(
  (schema) => ({ schema, values: ['"https://a.b/c?d=%20:e"', '"/"', '"a%3Ab"'] }),
);

const paramNames = fc.constantFrom(
  ...[
    "id",
    "key",
    "value",
    "options",
    "params",
    "class",
    "input",
    "team",
    "metadata",
    "constructor",
    "toString",
  ],
);

/** The parameters of a key, and the text around them. */
export const keys = fc.record({
  params: fc.uniqueArray(fc.tuple(paramNames, fc.constantFrom(...PARAMS)), {
    selector: ([name]) => name,
    maxLength: 3,
  }),
  last: fc.constantFrom(undefined, undefined, ...RESTS),
  between: fc.constantFrom(":", "/", ":of:", "."),
  end: fc.constantFrom("", "", ":end", ".json"),
});
