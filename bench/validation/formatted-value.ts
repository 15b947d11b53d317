import * as z from "zod";

/**
 * A value in which most strings have a format. Both sides run the same regular expressions, which
 * then take most of the time.
 */
export const FORMATTED_TEXT = JSON.stringify({
  id: "0b6f4c1e-3f0a-4c59-9b1d-6f2f5f3c7a10",
  email: "ada.lovelace@example.com",
  createdAt: "2026-11-24T13:46:00.123Z",
  birthday: "1990-12-10",
  zip: "10115",
  devices: [
    { kind: "web", seenAt: "2026-11-24T13:46:00Z", ip: "203.0.113.7" },
    { kind: "ios", seenAt: "2026-11-23T08:01:59Z", ip: "198.51.100.23" },
  ],
});

export const FORMATTED_TYPE = z.object({
  id: z.uuid(),
  email: z.email(),
  createdAt: z.iso.datetime(),
  birthday: z.iso.date(),
  zip: z.string().regex(/^\d{5}$/),
  devices: z.array(
    z.object({ kind: z.enum(["web", "ios"]), seenAt: z.iso.datetime(), ip: z.ipv4() }),
  ),
});
