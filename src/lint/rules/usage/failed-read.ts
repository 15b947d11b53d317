import type { CatchClause } from "oxc-parser";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { emptyCatchOf } from "../../source/flow/failed-read.ts";
import { writeBacksIn } from "../../source/flow/write-backs.ts";
import { lastStatement } from "../../source/last-statement.ts";
import { placeOf } from "../../source/line-of.ts";

export const rule: SourceRule = {
  id: "usage/failed-read",
  severity: "warning",
  docs: {
    what: "A read that fails is not taken for a record that is empty, and then changed and written.",
    why: "A read fails now and then, and it also fails if the value is not the JSON that it should be. The write then replaces everything that was stored by the little that was added.",
    wrong:
      'let names: string[] = [];\ntry {\n  names = (await env.CACHE.get("names", "json")) ?? [];\n} catch (error) {\n  console.error(error);\n}\nnames.push(name);\nawait env.CACHE.put("names", JSON.stringify(names));',
    right:
      '// A read that fails ends the request; what is stored stays.\nconst names = (await env.CACHE.get("names", "json")) ?? [];\nnames.push(name);\nawait env.CACHE.put("names", JSON.stringify(names));',
    silence: "When the record may be lost, such as a cache.",
  },
  followsModules: true,
  *check(context): Generator<SourceFinding> {
    const { file } = context;
    const told = new Set<CatchClause>();
    for (const found of writeBacksIn(context)) {
      const handler = found.change === "changed" ? emptyCatchOf(found, file) : undefined;
      if (handler === undefined || told.has(handler)) continue;
      told.add(handler);
      const isHere = found.read.file.tree === file.tree;
      yield {
        range: isHere ? decisionOf(handler) : found.node.callee,
        message:
          "a read that fails counts as an empty record, and the write replaces all that was stored",
        help: `It is read on ${placeOf(found.read, file)}, and written on ${placeOf(found.write, file)}. Let the error through, or return before the write.`,
      };
    }
  },
};

/** Where a `catch` says that there is nothing: its `return []`, or else the word itself. */
function decisionOf(handler: CatchClause): SourceFinding["range"] {
  const last = lastStatement(handler.body);
  const { start } = handler;
  return last?.type === "ReturnStatement" ? last : { start, end: start + "catch".length };
}
