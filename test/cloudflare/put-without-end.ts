import { KvFiles } from "../../src/cloudflare/local/kv-files.ts";

/** Writes the same keys again and again, a batch at a time, until it is killed. */
const [, , folder = "", id = ""] = process.argv;
const files = new KvFiles(folder);
for (let round = 0; ; round++) {
  const pairs = Array.from({ length: 300 }, (_, n) => ({
    key: `k${n}`,
    value: `value ${n} of ${round}`,
    base64: false,
    options: {},
  }));
  if (!(await files.put(id, pairs))) throw new Error("the files are not as they are known");
  console.log(round);
}
