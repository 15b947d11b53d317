import { ajvSide } from "./ajv-side.ts";
import { FORMATTED_TYPE } from "./formatted-value.ts";
import { keyloomSide } from "./keyloom-side.ts";
import { typiaSide } from "./typia-side.ts";
import { TYPE } from "./value.ts";

/** One way to validate: a module that exports `validate`, which returns the stripped value or throws. */
export interface Side {
  readonly name: string;
  readonly code: string;
}

export const BASELINE = "JSON.parse alone";

export function sides(): readonly Side[] {
  return [
    { name: "keyloom", code: keyloomSide(TYPE) },
    { name: "typia", code: typiaSide() },
    { name: "ajv standalone", code: ajvSide() },
    { name: "valibot", code: VALIBOT },
    { name: "arktype", code: ARKTYPE },
    { name: "zod", code: ZOD },
  ];
}

/** Keyloom and zod for the value whose strings have formats. */
export function formattedSides(): readonly Side[] {
  return [
    { name: "keyloom", code: keyloomSide(FORMATTED_TYPE) },
    { name: "zod", code: ZOD_FORMATTED },
  ];
}

const ZOD_FORMATTED = `
  import { FORMATTED_TYPE } from "./formatted-value.ts";
  export const validate = (input) => FORMATTED_TYPE.parse(input);
`;

const ZOD = `
  import { TYPE } from "./value.ts";
  export const validate = (input) => TYPE.parse(input);
`;

const VALIBOT = `
  import * as v from "valibot";
  const TYPE = v.object({
    id: v.pipe(v.string(), v.uuid()),
    user: v.pipe(v.string(), v.minLength(1), v.maxLength(254)),
    device: v.picklist(["web", "ios", "android"]),
    theme: v.picklist(["light", "dark"]),
    language: v.pipe(v.string(), v.length(2)),
    active: v.boolean(),
    visits: v.pipe(v.number(), v.integer(), v.minValue(0)),
    balance: v.number(),
    startedAt: v.pipe(v.string(), v.isoTimestamp()),
    tags: v.pipe(v.array(v.pipe(v.string(), v.maxLength(20))), v.maxLength(10)),
    address: v.object({
      street: v.string(),
      city: v.string(),
      zip: v.pipe(v.string(), v.maxLength(10)),
      country: v.pipe(v.string(), v.length(2)),
    }),
    note: v.nullable(v.string()),
    cart: v.array(
      v.object({
        sku: v.pipe(v.string(), v.maxLength(40)),
        name: v.string(),
        quantity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
        price: v.pipe(v.number(), v.minValue(0)),
      }),
    ),
  });
  export const validate = (input) => v.parse(TYPE, input);
`;

const ARKTYPE = `
  import { type } from "arktype";
  const TYPE = type({
    "+": "delete",
    id: "string.uuid",
    user: "1 <= string <= 254",
    device: "'web' | 'ios' | 'android'",
    theme: "'light' | 'dark'",
    language: "string == 2",
    active: "boolean",
    visits: "number.integer >= 0",
    balance: "number",
    startedAt: "string.date.iso",
    tags: "(string <= 20)[] <= 10",
    address: {
      "+": "delete",
      street: "string",
      city: "string",
      zip: "string <= 10",
      country: "string == 2",
    },
    note: "string | null",
    cart: type({
      "+": "delete",
      sku: "string <= 40",
      name: "string",
      quantity: "1 <= number.integer <= 100",
      price: "number >= 0",
    }).array(),
  });
  export const validate = (input) => TYPE.assert(input);
`;
