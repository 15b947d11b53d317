import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

const area = z.enum([
  ...["api", "css", "html", "http", "javascript", "manifests", "mathml", "mediatypes", "svg"],
  ...["webassembly", "webdriver", "webextensions"],
]);

const states = z.enum(["waiting for the customer", "waiting for the shop", "under way", "done"]);

export default defineKv({
  output: "./kv.gen.ts",
  namespaces: {
    LAYOUT: {
      title: "layout-{stage}",
      collections: {
        feature: collection({
          description:
            "A description that is longer than one line of a comment may be, so that it has to be wrapped between two words, as an editor does.",
          key: "feature:{area}:{name}",
          params: { area, name: z.string().max(100) },
          value: z.object({
            areas: z.array(area).min(1).max(5),
            state: states,
            stateByArea: z.record(area, states),
            history: z.array(z.object({ state: states, at: z.iso.datetime() }).nullable()),
            pair: z.tuple([states, z.object({ note: z.string() }), area.default("api")]),
            path: z.tuple([z.string()], states),
            next: z.object({ state: states }).nullish(),
            last: z.object({ state: states }).nullable(),
            aPropertyWithALongNameThatGoesOn: z.object({
              anotherPropertyWithALongName: z.array(
                z.object({ yetAnotherPropertyWithALongName: z.string().regex(/^[a-z]+$/) }),
              ),
            }),
          }),
          ttl: ttl.required({ min: "90s" }),
        }),
        aCollectionWithALongName: collection({
          deprecated: "`feature` takes its place",
          key: "long:{theFirstParameter}:{theSecondParameter}:{theThirdParameter}:{theFourthParameter}",
          params: {
            theFirstParameter: z.string().max(20),
            theSecondParameter: z.int().min(0).max(99),
            theThirdParameter: z.date(),
            theFourthParameter: area,
          },
          value: z.object({
            theFirstProperty: z.string().optional(),
            theSecondProperty: z.string(),
            theThirdProperty: z.number().default(1),
            theFourthProperty: z.boolean().default(false),
          }),
          metadata: z.object({ by: z.string().max(40) }),
          ttl: ttl.default("1h"),
          fallback: {
            theSecondProperty: "some text that is not short",
            theThirdProperty: 1,
            theFourthProperty: true,
          },
        }),
      },
    },
  },
});
