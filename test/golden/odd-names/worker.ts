import { type Class, type ClassParams, type Env, keyloom } from "./kv.gen.ts";

const params: ClassParams = { class: "*/", key: "k", match: -1, input: true };

const value: Class = {
  default: "",
  "with space": 1,
  "it's": true,
  constructor: "",
  toString: "",
  isRecord: [],
  Number: 1,
  issues: [{ issue: "", UUID: "" }],
  checkClass: ["a"],
  UUID: "'",
  "0": { "": "" },
};

export default {
  async fetch(_request, env) {
    const { ODD, odd } = keyloom(env);
    await ODD.class.put(params, value);
    // @ts-expect-error: no such value of the enum.
    await ODD.class.put({ ...params, class: "*" }, value);
    for await (const { key } of ODD.class.list({ class: "$", key: "k" })) ODD.class.parse(key);
    // @ts-expect-error: one that leads is missing.
    ODD.class.list({ class: "$", match: 1 });

    await ODD.$.put({ b: "1" }, "text");
    await ODD.Env.put("text");
    // Each object has these names as well.
    await ODD.inherited.put({ constructor: "a", id: "" }, "text");
    await ODD.inherited.page({}, { limit: 1 });
    ODD.inherited.list({ constructor: "a" });
    ODD.inherited2.list({ id: "1" });
    ODD.inherited2.list({ id: "1", toString: "2", valueOf: { from: 3 } });

    await ODD.promise.put({ id: "1" }, {});
    // @ts-expect-error: the object has no properties.
    await ODD.promise.put({ id: "1" }, { name: "Ada" });
    await ODD._1.put({ id: "1" }, { known: "", others: [1] });
    return Response.json(odd);
  },
} satisfies ExportedHandler<Env>;
