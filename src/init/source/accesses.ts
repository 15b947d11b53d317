import type { Node } from "oxc-parser";
import { compileModel } from "../../../schema/compile/model.ts";
import { bindingOf, type KnownBindings } from "../../lint/source/binding.ts";
import type { Code } from "../../lint/source/code.ts";
import { type KvCall, kvCalls, kvProperties } from "../../lint/source/kv-call.ts";
import { lineOf } from "../../lint/source/line-of.ts";
import type { SourceFile } from "../../lint/source/source-file.ts";
import { memberOf, unwrap } from "../../lint/source/unwrap.ts";
import type { Access, Read, Write } from "./access.ts";
import { Callers, MAX_CALLERS } from "./callers.ts";
import { keysOf, separatedIn } from "./keys.ts";
import { ListPrefixes } from "./list-prefixes.ts";
import type { ProjectFiles } from "./project-files.ts";
import { listedMetadata, readValue } from "./read-value.ts";
import { writeOptions } from "./write-options.ts";
import { writtenValue } from "./written-value.ts";

/** All uses of KV in the files of a project, in the order of the text, except those without a key. */
export function accessesIn({ files, bindings }: ProjectFiles): readonly Access[] {
  const callers = new Callers(files);
  // There are no accessors yet.
  const none = compileModel({ namespaces: {} }, []);
  return files.flatMap((file) => {
    const calls = kvCalls(file, bindings, none);
    const prefixes = new ListPrefixes(file, calls);
    const known = { names: bindings, properties: kvProperties(file.tree) };
    return calls.flatMap((call): readonly Access[] => {
      const { method, node, keys } = call;
      const object = memberOf(unwrap(node.callee))?.object;
      const binding =
        call.binding ?? (object && bindingGiven({ node: object, file }, known, callers));
      const access = {
        ...{ file: file.path, line: lineOf(node, file), binding },
        ...evidenceOf(call, file),
      };
      const listed = prefixes.prefixFor(call);
      if (listed !== undefined)
        return [{ ...access, parts: listed, separated: [], isPrefix: true }];
      return (keys?.nodes ?? []).flatMap((key) =>
        keysOf({ node: key, file }, callers).map((parts) => {
          const separated = separatedIn(parts, callers);
          return { ...access, parts, separated, isPrefix: method === "list" };
        }),
      );
    });
  });
}

/** The only binding that is passed for a parameter, or for a property that the constructor takes. */
function bindingGiven(
  code: Code,
  known: KnownBindings,
  callers: Callers,
  depth = 0,
): string | undefined {
  const given = depth < MAX_CALLERS ? callers.givenFor(code) : [];
  const names = given.map(
    (argument) =>
      bindingOf(argument, known)?.name ?? bindingGiven(argument, known, callers, depth + 1),
  );
  const [first, ...others] = new Set(names);
  return others.length === 0 ? first : undefined;
}

function evidenceOf(
  call: KvCall,
  file: SourceFile,
): { readonly read?: Read; readonly write?: Write } {
  const { method, node } = call;
  const codeOf = (argument: Node | undefined) => argument && { node: argument, file };
  switch (method) {
    case "get":
    case "getWithMetadata":
      return { read: readValue(call, file) };
    case "list": {
      const metadata = listedMetadata(call, file);
      return metadata === undefined ? {} : { read: { as: undefined, shapes: [], metadata } };
    }
    case "put": {
      const value = codeOf(node.arguments[1]);
      if (value === undefined) return {};
      return { write: { value: writtenValue(value), ...writeOptions(codeOf(node.arguments[2])) } };
    }
    default:
      return {};
  }
}
