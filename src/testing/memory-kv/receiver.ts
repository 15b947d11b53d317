const METHODS = ["get", "getWithMetadata", "put", "delete", "list"];

const ILLEGAL_INVOCATION =
  "Illegal invocation: function called with incorrect `this` reference. See https://developers.cloudflare.com/workers/observability/errors/#illegal-invocation-errors for details.";

type Method = (this: unknown, ...args: readonly unknown[]) => unknown;

/**
 * Makes the binding's methods check what they are called on, before anything else as in workerd: they work
 * neither after `const { get } = env.KV` nor through a `Proxy` of the binding.
 */
export function checkReceivers(prototype: object, isBinding: (value: object) => boolean): void {
  const methods = prototype as Record<string, Method>;
  for (const name of METHODS) {
    const run = methods[name] as Method;
    // By its name, which a function takes from its property.
    Object.assign(methods, {
      [name](this: unknown, ...args: readonly unknown[]) {
        if (typeof this === "object" && this !== null && isBinding(this))
          return run.apply(this, [...args]);
        throw new TypeError(ILLEGAL_INVOCATION);
      },
    });
  }
}
