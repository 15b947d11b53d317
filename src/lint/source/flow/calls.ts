import type { Argument, CallExpression } from "oxc-parser";
import { constant } from "../constant.ts";
import { isFunction } from "../function.ts";
import { globalName } from "../global-name.ts";
import { optionsOf } from "../kv-call.ts";
import { memberOf, unwrap } from "../unwrap.ts";
import { hold } from "./assignments.ts";
import { type Carried, changed, NOTHING, together } from "./carried.ts";
import * as methods from "./methods.ts";
import type { Run } from "./run.ts";

/** Runs a call, and returns what its result carries. */
export function called(node: CallExpression, run: Run): Carried {
  const callee = unwrap(node.callee);
  const method = memberOf(callee);
  const of = method === undefined ? NOTHING : run.value(method.object);
  const args = node.arguments.map((argument) => argumentOf(argument, method?.name, of, run));
  const all = together(args);
  const known = run.kv(node, args) ?? run.call(node, args);
  if (known !== undefined) return known;
  const name = globalName(callee, run.file);
  if (name !== undefined && methods.PASSES_ON.has(name)) return all;
  if (name !== undefined && methods.COMBINES.has(name)) {
    if (name === "Object.assign") run.environment.change(args[0] ?? NOTHING, "changed");
    return changed(all, args.length > 1 ? "changed" : "same");
  }
  if (method === undefined) {
    if (isFunction(callee)) return run.closure(callee, args);
    return NOTHING;
  }
  if (methods.CHECKS.has(method.name)) return all;
  if (method.name === "then") return together([NOTHING, all]);
  if (methods.MUTATES.has(method.name)) {
    run.environment.change(of, "changed");
    // A value that is only put somewhere to be found again, `c.set("session", session)`, is the same there.
    const isStore = method.name === "set" && of.size === 0;
    hold(method.object, isStore ? all : changed(all, "changed"), run);
    return changed(of, "changed");
  }
  if (method.name === "concat") return changed(together([of, all]), "changed");
  if (methods.CHANGES.has(method.name)) return changed(of, "changed");
  return methods.GIVES.has(method.name) ? of : NOTHING;
}

/** What an argument carries; for a callback, what its result carries. */
function argumentOf(
  argument: Argument,
  method: string | undefined,
  of: Carried,
  run: Run,
): Carried {
  const node = unwrap(argument);
  if (!isFunction(node) || node.type === "FunctionDeclaration") return run.value(argument);
  const isHanded = method === "then" || methods.HANDS_EACH.has(method ?? "");
  const given = run.closure(node, isHanded ? [of] : []);
  return method === "then" ? given : NOTHING;
}

/** What the metadata of a write carries. */
export function metadataOf(call: CallExpression, index: number, run: Run): Carried {
  const given = call.arguments[index];
  const options = given && optionsOf(constant(given, run.file.scopes));
  const metadata = options?.get("metadata");
  return metadata === undefined ? NOTHING : run.value(metadata);
}
