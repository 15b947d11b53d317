import * as z from "zod";

/**
 * A session as KV holds it: 13 fields, two of which have a format. Formats are the same regular
 * expressions for all sides, so more of them bring the sides closer to each other.
 */
const VALUE = {
  id: "0b6f4c1e-3f0a-4c59-9b1d-6f2f5f3c7a10",
  user: "ada.lovelace@example.com",
  device: "web",
  theme: "dark",
  language: "en",
  active: true,
  visits: 36,
  balance: 98.6,
  startedAt: "2026-11-24T13:46:00.123Z",
  tags: ["mathematics", "engines", "notes", "poetry"],
  address: { street: "12 St James's Square", city: "London", zip: "SW1Y 4JH", country: "GB" },
  note: null,
  cart: [
    { sku: "engine-1", name: "Difference engine", quantity: 1, price: 17470 },
    { sku: "card-24", name: "Punched cards, box of 24", quantity: 12, price: 3.5 },
    { sku: "note-g", name: "Note G, with a commentary", quantity: 2, price: 12 },
  ],
};

export const TEXT = JSON.stringify(VALUE);

/** The type; each side has its own form of it. */
export const TYPE = z.object({
  id: z.uuid(),
  user: z.string().min(1).max(254),
  device: z.enum(["web", "ios", "android"]),
  theme: z.enum(["light", "dark"]),
  language: z.string().length(2),
  active: z.boolean(),
  visits: z.int().min(0),
  balance: z.number(),
  startedAt: z.iso.datetime(),
  tags: z.array(z.string().max(20)).max(10),
  address: z.object({
    street: z.string(),
    city: z.string(),
    zip: z.string().max(10),
    country: z.string().length(2),
  }),
  note: z.string().nullable(),
  cart: z.array(
    z.object({
      sku: z.string().max(40),
      name: z.string(),
      quantity: z.int().min(1).max(100),
      price: z.number().min(0),
    }),
  ),
});
