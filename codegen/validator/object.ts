import type { ObjectType, PropertyModel, TypeModel } from "../../schema/type/model.ts";
import { absenceOf } from "../absence.ts";
import { type Doc, list } from "../text/doc.ts";
import { identifierFor } from "../text/identifier.ts";
import { literalDoc, propertyName, stringText } from "../text/literal.ts";
import { writeDestructuring } from "./destructuring.ts";
import type { FunctionWriter } from "./function-writer.ts";
import { writeIf } from "./if.ts";
import { defaultOf, mayBeLeftOut, mayGiveUndefined } from "./left-out.ts";
import { checkOtherKeys } from "./other-keys.ts";
import { isPlainlyOf } from "./plainly-of.ts";
import { refusesUndefined } from "./refuses-undefined.ts";
import { nameOf, pathDoc, type Subject } from "./subject.ts";
import { isUnchecked } from "./unchecked.ts";

export function checkObject(fn: FunctionWriter, type: ObjectType, subject: Subject): string {
  const { writer } = fn;
  const { input, path } = subject;
  const output = subject.target ?? fn.outputOf(subject);
  const isGrown = isGrowing(fn, type);
  if (subject.target === undefined) {
    const declared = isGrown ? "Record<string, unknown> | undefined" : "unknown";
    writer.line(`let ${output}: ${declared};`);
  }
  fn.open(`if (!${fn.scope.use("isRecord")}(${input})) {`);
  writer.line(fn.wrongType(path, "an object", input));
  fn.reopen("} else {");
  if (!isGrown) writer.line([`${output} = `, checkClosed(fn, type, subject), ";"]);
  else if (subject.target === undefined) growObject(fn, type, subject, output, "");
  else {
    const object = fn.local(`${input}Object`);
    growObject(fn, type, subject, object, "const");
    writer.line(`${output} = ${object};`);
  }
  fn.close();
  return output;
}

/** Writes the rest of a function for an object; `cast` names the type of the result. */
export function returnObject(fn: FunctionWriter, type: ObjectType, cast: string): void {
  const subject = { input: "input", path: [], guards: [] };
  if (!isGrowing(fn, type)) {
    fn.writer.line(["return ", checkClosed(fn, type, subject), `${cast};`]);
    return;
  }
  const object = fn.local("output");
  growObject(fn, type, subject, object, "const");
  // A record says too little about its keys to be cast to an interface directly.
  fn.writer.line(`return ${object}${cast === "" ? "" : ` as unknown${cast}`};`);
}

/** Whether some properties may be absent, so that one literal is not enough. */
function isGrowing({ validator }: FunctionWriter, type: ObjectType): boolean {
  return (
    type.unknown === "loose" || declared(type).some(({ type }) => mayBeLeftOut(type, validator))
  );
}

/** `__proto__` as a property would set the prototype; zod leaves it out as well. */
function declared({ properties }: ObjectType): readonly PropertyModel[] {
  return properties.filter(({ name }) => name !== "__proto__");
}

/** A property with the expression for the result of its check. */
interface Checked {
  readonly name: string;
  readonly output: string;
  /** The condition under which it exists at all; without one it always does. */
  readonly present?: string;
}

/** Writes the checks of the properties; returns the resulting object as a literal. */
function checkClosed(fn: FunctionWriter, type: ObjectType, subject: Subject): Doc {
  const checked = checkProperties(fn, type, subject);
  return list("{", checked.map(member), "}");
}

/** Writes the checks, and statements that build the object in the order of its declaration. */
function growObject(
  fn: FunctionWriter,
  type: ObjectType,
  subject: Subject,
  object: string,
  declaration: "const" | "",
): void {
  const { writer } = fn;
  const checked = checkProperties(fn, type, subject);
  const firstAbsent = checked.findIndex(({ present }) => present !== undefined);
  const always = firstAbsent === -1 ? checked : checked.slice(0, firstAbsent);
  const head = declaration === "" ? `${object} = ` : `const ${object}: Record<string, unknown> = `;
  writer.line([head, list("{", always.map(member), "}"), ";"]);
  for (const { name, output, present } of checked.slice(always.length)) {
    const assign = `${object}[${stringText(name)}] = ${output};`;
    if (present === undefined) writer.line(assign);
    else writeIf(writer, [present], assign);
  }
  if (type.catchall !== undefined) checkOtherKeys(fn, type, type.catchall, subject, object);
  else if (type.unknown === "loose") {
    writer.line(fn.call("copyOtherKeys", [subject.input, object]));
  }
}

function member({ name, output }: Checked): string {
  return name === output ? name : `${propertyName(name)}: ${output}`;
}

function checkProperties(
  fn: FunctionWriter,
  type: ObjectType,
  { input, path }: Subject,
): readonly Checked[] {
  const properties = declared(type);
  const bindings = properties.map(({ name, type }) => {
    const local = fn.local(identifierFor(name));
    if (fn.validator.direction === "encode") return { name, local, type };
    if (type.kind === "prefault" && type.value !== undefined) {
      return { name, local, type: type.inner, otherwise: literalDoc(type.value) };
    }
    const filled = defaultOf(type);
    return filled !== undefined && isPlainlyOf(filled.inner, filled.value)
      ? { name, local, type: filled.inner, otherwise: literalDoc(filled.value) }
      : { name, local, type };
  });
  if (bindings.length > 0) writeDestructuring(fn.writer, bindings, input);
  const checked = bindings.map(({ name, local, type, otherwise }, index): Checked => {
    const present = `${stringText(name)} in ${input}`;
    const output = checkThere(fn, type, {
      input: local,
      path: [...path, { property: name }],
      guards: [],
      // The replacement of a property that is left out always exists.
      ...(otherwise === undefined && properties[index]?.type.kind !== "prefault" && { present }),
    });
    const declaredType = properties[index]?.type ?? type;
    const { recursive } = fn.validator;
    if (!mayBeLeftOut(declaredType, fn.validator)) return { name, output };
    const isFilled =
      absenceOf(declaredType, recursive).input === "defaulted" || mayGiveUndefined(declaredType);
    return {
      name,
      output,
      present: isFilled ? `${output} !== undefined || ${present}` : present,
    };
  });
  if (type.unknown === "strict") {
    const names = type.properties.map(({ name }) => name);
    const keys = fn.scope.keys(nameOf(path), names);
    fn.writer.line(fn.call("rejectOtherKeys", ["issues", pathDoc(path), input, keys]));
  }
  return checked;
}

/** Writes the check of a property, and ensures that it exists if its type alone does not. */
function checkThere(fn: FunctionWriter, type: TypeModel, subject: Subject): string {
  const { present } = subject;
  const { input } = absenceOf(type, fn.validator.recursive);
  if (present === undefined || input !== "required" || refusesUndefined(type)) {
    return fn.check(type, subject);
  }
  const reject = fn.wrongType(subject.path, "a value", subject.input);
  if (isUnchecked(type)) {
    writeIf(fn.writer, [`!(${present})`], reject);
    return subject.input;
  }
  const before = fn.issuesBefore();
  const output = fn.check(type, subject);
  writeIf(fn.writer, [`!(${present})`, `issues.length === ${before}`], reject);
  return output;
}
