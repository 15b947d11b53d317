import { collection, defineKv, gzip, sealed, ttl } from "keyloom";
import { z } from "zod";

const person = z.object({ first: z.string().min(1).max(20), age: z.int().min(0).max(199) });
const upcasts = {
  1: { from: "./upcasts.ts", name: "userFrom1" },
  2: { from: "./upcasts.ts", name: "userFrom2" },
};

/** Records that are found by pointers, in each form in which a value is stored. */
export default defineKv({
  output: "./keyloom.gen.ts",
  namespaces: {
    VERSIONS: {
      title: "test-versions",
      collections: {
        parcel: collection({
          key: "parcel:{id}",
          value: z.object({
            to: z.object({
              city: z.string().toLowerCase().max(20),
              at: z.object({ floor: z.int().min(-2).max(99) }).nullable(),
            }),
            note: z.object({ code: z.string().max(9) }).optional(),
          }),
          pointers: {
            byCity: "parcel-city:{to.city}:{id}",
            byFloor: "parcel-floor:{to.at.floor}:{id}",
            byCode: "parcel-code:{note.code}",
          },
          ttl: ttl.default("1h"),
        }),
        // Each object has something of these names, which is no text.
        named: collection({
          key: "named:{id}",
          value: z.object({
            toString: z.string().max(9).optional(),
            car: z.object({ constructor: z.string().max(9).optional() }).optional(),
          }),
          pointers: {
            byText: "named-text:{toString}",
            byMaker: "named-maker:{car.constructor}:{id}",
          },
          ttl: ttl.default("1h"),
        }),
        enveloped: collection({
          key: "enveloped:{id}",
          value: person,
          pointers: { byFirst: "enveloped-first:{first}", byAge: "enveloped-age:{age}:{id}" },
          version: 3,
          upcasts,
          ttl: ttl.default("1h"),
        }),
        marked: collection({
          key: "marked:{id}",
          value: person,
          pointers: { byFirst: "marked-first:{first}", byAge: "marked-age:{age}:{id}" },
          version: 3,
          upcasts,
          versionIn: "metadata",
          ttl: ttl.default("1h"),
        }),
        packed: collection({
          key: "packed:{id}",
          value: person,
          codec: gzip("json"),
          pointers: { byFirst: "packed-first:{first}", byAge: "packed-age:{age}:{id}" },
          version: 3,
          upcasts,
          ttl: ttl.default("1h"),
        }),
        secret: collection({
          key: "secret:{id}",
          value: person,
          codec: sealed(gzip("json"), { secret: "TEST_KEYS" }),
          pointers: { byFirst: "secret-first:{first}", byAge: "secret-age:{age}:{id}" },
          version: 3,
          upcasts,
          ttl: ttl.default("1h"),
        }),
      },
    },
  },
});
