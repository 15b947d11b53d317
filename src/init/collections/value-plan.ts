import { type Evidence, joined } from "../shape/join.ts";
import { hasUnknown } from "../shape/shape.ts";
import type { Access } from "../source/access.ts";
import type { ValuePlan } from "./plan.ts";

/** A part of a plan, and what a person has to look at in it. */
export interface Planned<Plan> {
  readonly plan: Plan;
  readonly todos: readonly string[];
  /** What does not fit the others. */
  readonly odd: readonly (readonly [Access, message: string])[];
}

/** How values are stored, and their type, derived from all code that writes and reads them. */
export function valuePlan(accesses: readonly Access[]): Planned<ValuePlan> {
  const codec = codecOf(accesses);
  const odd = accesses.flatMap((access): readonly (readonly [Access, string])[] => {
    const as = access.write?.value.as;
    if (as === undefined || isStoredAs(as, codec)) return [];
    return [[access, `it writes ${FORMS[as]}, but others have ${FORMS[codec]}`]];
  });
  if (codec === "json") return { ...jsonPlan(accesses), odd };
  if (codec !== "text") return { plan: { codec }, todos: [], odd };
  const writes = accesses.flatMap(({ write }) => write?.value ?? []);
  const texts = writes.map((value) => value.texts);
  const isKnown = texts.length > 0 && texts.every((each) => each !== undefined);
  const distinct = [...new Set(texts.flatMap((each) => each ?? []))];
  const isSeen = writes.length > 0 || accesses.some(({ read }) => read?.as !== undefined);
  return {
    plan: isKnown ? { codec, texts: distinct } : { codec },
    todos: isSeen ? [] : ["say what the value is: nothing here reads or writes it"],
    odd,
  };
}

const FORMS = { json: "JSON", text: "text", bytes: "bytes", stream: "a stream" } as const;

type Codec = ValuePlan["codec"];

function codecOf(accesses: readonly Access[]): Codec {
  const written = new Set(accesses.map(({ write }) => write?.value.as));
  const read = new Set(accesses.map(({ read }) => read?.as));
  if (written.has("json") || read.has("json")) return "json";
  const hasBytes = written.has("bytes") || written.has("stream");
  if (written.has("text") && !hasBytes) return "text";
  if (written.has("stream") || read.has("stream")) return "stream";
  return hasBytes || read.has("bytes") ? "bytes" : "text";
}

function isStoredAs(as: Codec, codec: Codec): boolean {
  const isBinary = as === "bytes" || as === "stream";
  return as === codec || (isBinary && (codec === "bytes" || codec === "stream"));
}

function jsonPlan(accesses: readonly Access[]): Omit<Planned<ValuePlan>, "odd"> {
  // Types come first: somebody has chosen the order of their properties.
  const evidence: readonly Evidence[] = [
    ...accesses
      .flatMap(({ read }) => read?.shapes ?? [])
      .map((shape) => ({ shape, isWrite: false })),
    ...accesses.flatMap(({ write }) =>
      write?.value.as === "json" ? [{ shape: write.value.shape, isWrite: true }] : [],
    ),
  ];
  const shape = joined(evidence);
  const todos =
    shape.kind === "unknown"
      ? ["say what the value is: the code does not"]
      : hasUnknown(shape)
        ? ["say what `z.unknown()` is: the code does not"]
        : [];
  return { plan: { codec: "json", shape }, todos };
}
