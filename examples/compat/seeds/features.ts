import data from "@mdn/browser-compat-data" with { type: "json" };
import type {
  CompatStatement,
  Identifier,
  SimpleSupportStatement,
  StatusBlock,
} from "@mdn/browser-compat-data";

/** Yields all features of MDN's browser compatibility data as records of the collection `feature`. */
export default function* features() {
  const { __meta: _meta, browsers: _browsers, ...areas } = data;
  for (const [area, tree] of Object.entries(areas)) {
    for (const [name, compat] of walk(tree as Identifier, [])) {
      yield {
        params: { area, name },
        value: {
          ...(compat.description !== undefined && { description: compat.description }),
          ...(compat.mdn_url !== undefined && { mdnUrl: compat.mdn_url }),
          support: Object.fromEntries(
            Object.entries(compat.support).map(([browser, support]) => [
              browser,
              [support].flat().map(statement),
            ]),
          ),
        },
        metadata: { status: status(compat.status) },
      };
    }
  }
}

function* walk(tree: Identifier, path: string[]): Generator<[name: string, CompatStatement]> {
  for (const [key, child] of Object.entries(tree)) {
    if (key === "__compat") continue;
    const name = [...path, key];
    const feature = child as Identifier;
    if (feature.__compat !== undefined) yield [name.join("."), feature.__compat];
    yield* walk(feature, name);
  }
}

function statement(support: SimpleSupportStatement) {
  return {
    added: support.version_added,
    ...(support.version_removed !== undefined && { removed: support.version_removed }),
    partial: support.partial_implementation ?? false,
    behindFlag: support.flags !== undefined,
    ...(support.prefix !== undefined && { prefix: support.prefix }),
    ...(support.alternative_name !== undefined && { alternativeName: support.alternative_name }),
    notes: [support.notes ?? []].flat(),
  };
}

function status(block: StatusBlock | undefined) {
  if (block === undefined) return "unknown";
  if (block.deprecated) return "deprecated";
  return block.experimental ? "experimental" : "standard";
}
