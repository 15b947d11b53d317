import type { Node } from "oxc-parser";
import { compileModel } from "../../../schema/compile/model.ts";
import { bindingOf, type KnownBindings } from "../../lint/source/binding.ts";
import { resultOf } from "../../lint/source/call-result.ts";
import { type Code, followed, Steps } from "../../lint/source/code.ts";
import { type KeyPart, keyParts } from "../../lint/source/key-parts.ts";
import { type KvCall, kvCalls, kvProperties } from "../../lint/source/kv-call.ts";
import { lineOf } from "../../lint/source/line-of.ts";
import { namesIn } from "../../lint/source/names.ts";
import { roundsAround, wholeArray } from "../../lint/source/rounds.ts";
import type { SourceFile } from "../../lint/source/source-file.ts";
import { memberOf, unwrap } from "../../lint/source/unwrap.ts";
import type { Access, Read, Write } from "./access.ts";
import { Callers } from "./callers.ts";
import { ListPrefixes } from "./list-prefixes.ts";
import type { ProjectFiles } from "./project-files.ts";
import { listedMetadata, readValue } from "./read-value.ts";
import { writeOptions } from "./write-options.ts";
import { writtenValue } from "./written-value.ts";

/** A function may hand on what it is given. */
const MAX_CALLERS = 3;

/** All uses of KV in the files of a project, in the order of the text; those without a key are left out. */
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
        ...{ file: file.path, line: lineOf(node, file), binding, method },
        ...evidenceOf(call, file),
      };
      const listed = prefixes.prefixFor(call);
      if (listed !== undefined) return [{ ...access, parts: listed, isPrefix: true }];
      return (keys?.nodes ?? []).flatMap((key) =>
        keysOf(elementOf(key, call, file), callers).map((parts) => {
          return { ...access, parts, isPrefix: method === "list" };
        }),
      );
    });
  });
}

/** What a key is that is one of a list of keys: `` `flag:${name}` `` of `names.map((name) => `flag:${name}`)`. */
function elementOf(key: Node, { node }: KvCall, file: SourceFile): Code {
  const code = { node: key, file };
  const rounds = key.type === "Identifier" ? roundsAround(node, file) : undefined;
  if (rounds === undefined || !namesIn(rounds.each).has((key as { name: string }).name))
    return code;
  const { node: over, ...from } = followed({ node: wholeArray(rounds.over), file }, new Steps());
  const array = wholeArray(over);
  const list =
    array === over ? { ...from, node: over } : followed({ ...from, node: array }, new Steps());
  const [each] = list.node.type === "CallExpression" ? list.node.arguments : [];
  const isMap =
    list.node.type === "CallExpression" && memberOf(unwrap(list.node.callee))?.name === "map";
  const made = isMap && each ? resultOf(each) : undefined;
  return made === undefined ? code : { ...list, node: made };
}

/** The keys that an expression can be: those that are given for it, where it is a parameter of a function. */
function keysOf(code: Code, callers: Callers, depth = 0): readonly (readonly KeyPart[])[] {
  const parts = keyParts(code.node, code.file);
  const [only, ...others] = parts;
  if (only === undefined || typeof only === "string" || others.length > 0) return [parts];
  const given = depth < MAX_CALLERS ? callers.givenFor(only) : [];
  return given.length === 0
    ? [parts]
    : given.flatMap((argument) => keysOf(argument, callers, depth + 1));
}

/** The one binding that is given for a parameter, or for a property that the constructor takes. */
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
