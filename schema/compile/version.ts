import { VERSION } from "../../src/runtime/version-in-metadata.ts";
import { plainCodec } from "../codec.ts";
import type { CollectionDefinition } from "../define.ts";
import type { CollectionModel, UpcastModel, VersionModel } from "../model.ts";
import type { DefinitionProblem, Fault, Path } from "../problem.ts";
import { formOf } from "../type/authored.ts";
import type { TypeModel } from "../type/model.ts";

/** The parts of a collection that decide where its version can be stored. */
type VersionedParts = Pick<CollectionModel, "codec"> & {
  readonly cache: CollectionModel["cache"] | undefined;
  readonly metadata: CollectionModel["metadata"] | undefined;
};

/** Compiles the version of a collection's values. */
export function compileVersion(
  { version, upcasts = {}, versionIn }: CollectionDefinition["options"],
  parts: VersionedParts,
  problems: DefinitionProblem[],
): VersionModel | undefined {
  const add = (path: Path, message: string, help: string, at?: "name") =>
    problems.push({
      rule: "version-invalid",
      path,
      message,
      help,
      ...(at !== undefined && { at }),
    });
  if (version === undefined) {
    for (const option of ["upcasts", "versionIn"] as const) {
      if (option === "upcasts" ? Object.keys(upcasts).length > 0 : versionIn !== undefined) {
        add(
          [option],
          `\`${option}\` needs a \`version\``,
          "Add the version of the values.",
          "name",
        );
      }
    }
    return undefined;
  }
  const found: UpcastModel[] = [];
  for (let from = 1; from < version; from++) {
    const upcast = upcasts[from];
    if (upcast !== undefined) found.push({ version: from, from: upcast.from, name: upcast.name });
    else {
      const message = `nothing makes values of version ${from + 1} from those of version ${from}`;
      add(["version"], message, `Add \`${from}: { from: …, name: … }\` to \`upcasts\`.`);
    }
  }
  for (const from of Object.keys(upcasts)) {
    if (found.some(({ version }) => String(version) === from)) continue;
    const message = `there is no version ${from} below the current version, ${version}`;
    add(["upcasts", from], message, "Remove the upcast, or fix `version`.", "name");
  }
  const model: VersionModel = { current: version, in: versionIn ?? "envelope", upcasts: found };
  const fault = placeFault(model, parts);
  if (fault !== undefined) add(fault.path, fault.message, fault.help);
  return model;
}

/** Why a version cannot be stored where it should. */
function placeFault(
  { in: place }: VersionModel,
  { codec, cache, metadata }: VersionedParts,
): (Fault & { readonly path: Path }) | undefined {
  const plain = plainCodec(codec);
  if (plain === "stream") {
    return {
      path: ["version"],
      message: "a stream is never held as a whole, so it cannot be made a newer value",
      help: "Leave `version` out.",
    };
  }
  if (place === "envelope") {
    if (plain === "json") return undefined;
    return {
      path: ["version"],
      message: `an envelope is JSON, but the codec stores ${plain}`,
      help: 'Add `versionIn: "metadata"`.',
    };
  }
  if (cache !== undefined) {
    return {
      path: ["versionIn"],
      message: "a cache needs the metadata for itself",
      help: "Leave `versionIn` out: then the version is stored around the value.",
    };
  }
  const reason = metadata && metadataFault(metadata);
  if (reason === undefined) return undefined;
  const instead =
    reason === ABSENT
      ? "Give it a `.default({ … })` instead of `.optional()`"
      : "Make it an object with properties of its own";
  return {
    path: ["metadata"],
    message: `the version cannot be stored in this metadata: ${reason}`,
    help: `${instead}, or leave \`versionIn\` out.`,
  };
}

const ABSENT = "it may be absent, and would be read as an empty object";

function metadataFault(type: TypeModel): string | undefined {
  const form = formOf(type);
  switch (form.kind) {
    case "object":
      if (form.properties.some(({ name }) => name === VERSION))
        return `it already has a \`${VERSION}\``;
      return form.unknown === "loose" ? `it may have a \`${VERSION}\` of its own` : undefined;
    case "readonly":
    case "default":
    case "prefault":
    case "catch":
      return metadataFault(form.inner);
    case "union":
      return form.options.map(metadataFault).find((fault) => fault !== undefined);
    case "intersection":
      return metadataFault(form.left) ?? metadataFault(form.right);
    case "optional":
      return ABSENT;
    default:
      return "it is not an object with properties";
  }
}
