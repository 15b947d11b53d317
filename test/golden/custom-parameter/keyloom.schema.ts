import { collection, defineKv, param, ttl } from "keyloom";
import { z } from "zod";

export default defineKv({
  output: "./src/kv.gen.ts",
  namespaces: {
    PRICES: {
      title: "prices-{stage}",
      collections: {
        price: collection({
          key: "price:{country}/{code}/{amount}",
          params: {
            country: param.custom({ from: "./codecs/country.ts", name: "code", maxBytes: 2 }),
            code: z.string().max(20),
            amount: param.custom({ from: "./codecs/money.ts", name: "code", maxBytes: 8 }),
          },
          value: z.object({ since: z.iso.date() }),
          ttl: ttl.fixed("1d"),
        }),
        // As raw code has written them.
        seat: collection({
          key: "seat:{room}:{row}:{number}",
          params: {
            room: param.unpadded(z.int().min(1).max(999)),
            row: z.int().min(1).max(99),
            number: param.unpadded(z.int().positive()),
          },
          value: z.string(),
          ttl: ttl.fixed("1d"),
        }),
        tax: collection({
          key: "tax:{country}:{town}",
          params: {
            country: param.custom({ from: "./codecs/country.ts", name: "code", maxBytes: 2 }),
            town: param.custom({ from: "./codecs/country.ts", name: "town", maxBytes: 100 }),
          },
          value: z.number().min(0).max(1),
          ttl: ttl.none("changed by law"),
        }),
      },
    },
  },
});
