/** A resource's inputs or outputs, by Pulumi's names. */
export type Properties = Readonly<Record<string, unknown>>;

/** The properties that have a value. */
export function only(properties: Properties, names: readonly string[]): Properties {
  return Object.fromEntries(
    names.flatMap((name) =>
      properties[name] === undefined ? [] : [[name, properties[name]] as const],
    ),
  );
}

/** The same value with the API's names (`namespace_id`) instead of Pulumi's (`namespaceId`). */
export function snake(value: unknown): unknown {
  return renamed(value, (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
}

/** The other way round. */
export function camel(value: unknown): unknown {
  return renamed(value, (name) =>
    name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  );
}

function renamed(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((part) => renamed(part, rename));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== null)
      .map(([name, part]) => [rename(name), renamed(part, rename)]),
  );
}
