import type { CallExpression, Class, Node, ObjectExpression } from "oxc-parser";
import { choicesOf } from "../choices.ts";
import { isClass } from "../class.ts";
import type { Code } from "../code.ts";
import { propertyName } from "../declaration.ts";
import { followed, Steps } from "../followed.ts";
import { isFunction, type OwnFunction } from "../function.ts";
import type { SourceFile } from "../source-file.ts";
import { resolved, typeOf } from "../type-of.ts";
import { memberOf, rootOf, unwrap } from "../unwrap.ts";

/**
 * The function of the same file that a call runs, also a method of a class: `load()`, `store.load()`,
 * `this.load()`. Undefined if it may be another one.
 */
export function functionCalled(call: CallExpression, code: Code): Code | undefined {
  if (isImported(call.callee, code)) return undefined;
  const called = followed({ ...code, node: call.callee }, new Steps());
  if (called.file.tree !== code.file.tree) return undefined;
  if (isFunction(called.node)) return called.node.body === null ? undefined : called;
  const method = memberOf(unwrap(call.callee));
  const of = method && ownerOf({ ...code, node: unwrap(method.object) });
  const node = method && of && methodOf(of, method.name);
  return node && { node, file: code.file };
}

/** Whether the called function is from another module, which then need not be read. */
function isImported(callee: Node, { file: { scopes } }: Code): boolean {
  return scopes.of(rootOf(callee))?.kind === "import";
}

/**
 * The function of another module of the project that a call runs, by its name there: `saveUser(user)`; also
 * a method of a class of that module, by `new Users(env.KV)` or by its declared type.
 */
export function functionImported(call: CallExpression, code: Code): Code | undefined {
  if (!isImported(call.callee, code)) return methodImported(call, code);
  const called = followed({ ...code, node: call.callee }, new Steps());
  if (called.file.tree === code.file.tree || !isFunction(called.node)) return undefined;
  return called.node.body === null ? undefined : called;
}

function methodImported({ callee }: CallExpression, code: Code): Code | undefined {
  const method = memberOf(unwrap(callee));
  if (method === undefined) return undefined;
  const object = { ...code, node: unwrap(method.object) };
  const made = isMade(rootOf(object.node), code)
    ? classMade(object)
    : (classDeclared(object) ?? classGiven(object, new Steps()));
  if (made === undefined || made.file.tree === code.file.tree) return undefined;
  const node = methodOf(made.node as Class, method.name);
  return node && { node, file: made.file };
}

/** The class of an object that is made with `new`. */
function classMade(object: Code): Code | undefined {
  const made = followed(object, new Steps());
  if (made.node.type !== "NewExpression" || !isImported(made.node.callee, made)) return undefined;
  const of = followed({ ...made, node: made.node.callee }, new Steps());
  return isClass(of.node) ? of : undefined;
}

/**
 * The class of an object that a function of the project makes, also one for all who ask:
 * `users ??= new Users(env); return users`.
 */
function classGiven(object: Code, steps: Steps): Code | undefined {
  const given = callIn(object);
  if (given === undefined || !steps.take()) return undefined;
  const [first, ...others] = (choicesOf(given, steps)?.of ?? []).map((value) =>
    classIn(value, steps),
  );
  return first !== undefined && others.every((other) => other?.node === first.node)
    ? first
    : undefined;
}

/** The call that gives an object its value, if the object is a constant of the file. */
function callIn({ node, file }: Code): Code | undefined {
  const declaration = file.scopes.of(node);
  if (declaration?.kind !== "value") return undefined;
  const init = unwrap(declaration.init);
  const call = init.type === "AwaitExpression" ? unwrap(init.argument) : init;
  return call.type === "CallExpression" && isOfProject(call.callee, file)
    ? { node: call, file }
    : undefined;
}

/** Whether a function may be the project's: called by a name of the file, or one that it imports by a path. */
function isOfProject(callee: Node, { scopes }: SourceFile): boolean {
  const declaration = scopes.of(unwrap(callee));
  return (
    declaration?.kind === "value" ||
    (declaration?.kind === "import" && /^[.~@#$]/.test(declaration.from))
  );
}

function classIn(value: Code, steps: Steps): Code | undefined {
  const at = followed(value, steps);
  if (at.node.type === "NewExpression") {
    const of = followed({ ...at, node: at.node.callee }, steps);
    return isClass(of.node) ? of : undefined;
  }
  const variable = at.node.type === "Identifier" ? choicesOf(at, steps) : undefined;
  const [first, ...others] = variable?.of ?? [];
  if (first?.node.type !== "NewExpression" || others.length > 0) return undefined;
  return classIn(first, steps);
}

/** The class that is the declared type of a method's object: `users: Users`. */
function classDeclared(object: Code): Code | undefined {
  const steps = new Steps();
  const type = isDeclared(rootOf(object.node), object) ? typeOf(object, steps) : undefined;
  return type && resolved(type, steps).find(({ node }) => isClass(node));
}

/** Whether the root of a chain of properties has a declared type, or is an object of a class. */
function isDeclared(root: Node, { file: { scopes } }: Code): boolean {
  if (root.type === "ThisExpression") return true;
  const declaration = scopes.of(root);
  return declaration?.kind === "unknown" && declaration.annotation !== undefined;
}

/** Whether the root of a chain of properties may be an object that the file makes with `new`. */
function isMade(root: Node, { file: { scopes } }: Code): boolean {
  if (root.type === "NewExpression") return true;
  const declaration = scopes.of(root);
  return declaration?.kind === "value" && unwrap(declaration.init).type === "NewExpression";
}

/** The class or the object that has the methods of an object, if it is not from another module. */
function ownerOf(object: Code): Class | ObjectExpression | undefined {
  if (object.node.type === "ThisExpression") return ownerOfThis(object);
  const { node, file } = followed(object, new Steps());
  if (node.type !== "NewExpression" || file !== object.file) return undefined;
  const made = followed({ node: node.callee, file }, new Steps());
  return isClass(made.node) && made.file === file ? made.node : undefined;
}

/** What `this` is: inside the methods of an object literal that object, otherwise the class around. */
function ownerOfThis({ node, file: { parents } }: Code): Class | ObjectExpression | undefined {
  let inner = node;
  for (const outer of parents.around(node)) {
    if (isClass(outer)) return outer;
    if (outer.type === "FunctionExpression") inner = outer;
    if (outer.type === "ObjectExpression" && inner.type === "FunctionExpression") {
      return outer.properties.some((member) => "value" in member && member.value === inner)
        ? outer
        : undefined;
    }
    if (outer.type === "FunctionDeclaration") return undefined;
  }
  return undefined;
}

function methodOf(owner: Class | ObjectExpression, name: string): OwnFunction | undefined {
  const members = owner.type === "ObjectExpression" ? owner.properties : owner.body.body;
  for (const member of members) {
    if (!("value" in member) || !("key" in member)) continue;
    if (member.computed || propertyName(member.key) !== name || member.value === null) continue;
    if (member.type === "MethodDefinition" && member.kind !== "method") return undefined;
    return isFunction(member.value) && member.value.body !== null ? member.value : undefined;
  }
  return undefined;
}
