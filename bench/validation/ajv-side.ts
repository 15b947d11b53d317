import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import formats from "ajv-formats";

const NAME = { type: "string" };
const COUNTRY = { type: "string", minLength: 2, maxLength: 2 };

/** ajv counts code points and removes unknown keys, as zod does. */
const SCHEMA = objectOf({
  id: { type: "string", format: "uuid" },
  user: { type: "string", minLength: 1, maxLength: 254 },
  device: { enum: ["web", "ios", "android"] },
  theme: { enum: ["light", "dark"] },
  language: COUNTRY,
  active: { type: "boolean" },
  visits: { type: "integer", minimum: 0 },
  balance: { type: "number" },
  startedAt: { type: "string", format: "date-time" },
  tags: { type: "array", items: { type: "string", maxLength: 20 }, maxItems: 10 },
  address: objectOf({
    street: NAME,
    city: NAME,
    zip: { type: "string", maxLength: 10 },
    country: COUNTRY,
  }),
  note: { type: ["string", "null"] },
  cart: {
    type: "array",
    items: objectOf({
      sku: { type: "string", maxLength: 40 },
      name: NAME,
      quantity: { type: "integer", minimum: 1, maximum: 100 },
      price: { type: "number", minimum: 0 },
    }),
  },
});

function objectOf(properties: Readonly<Record<string, object>>) {
  return { type: "object", properties, required: Object.keys(properties) };
}

/** The code that ajv generates at build time, with its formats bundled. */
export function ajvSide(): string {
  const ajv = new Ajv({
    code: { source: true, esm: true },
    removeAdditional: "all",
    allErrors: true,
    allowUnionTypes: true,
  });
  formats.default(ajv);
  const code = standalone.default(ajv, ajv.compile(SCHEMA));
  return `
    ${code.replace("export default", "export const unused =").replace("export const validate =", "const check =")}
    export function validate(input) {
      if (!check(input)) throw new Error("wrong");
      return input;
    }
  `;
}
