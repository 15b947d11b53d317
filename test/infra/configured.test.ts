import { expect, test } from "vitest";
import { configured } from "../../infra/seed/configured.ts";

function connection(given: object, config: Readonly<Record<string, string>>) {
  return configured(given, { config: { get: (key: string) => config[key] } } as never);
}

test("seeds go where the stack's configuration has the API of namespaces, unless the program says another", () => {
  const config = { "cloudflare:baseUrl": "http://127.0.0.1:4321/client/v4" };
  expect(connection({}, config)).toMatchObject({ baseUrl: "http://127.0.0.1:4321/client/v4" });
  expect(connection({ baseUrl: "http://other" }, config)).toMatchObject({
    baseUrl: "http://other",
  });
  expect(connection({}, {})).not.toHaveProperty("baseUrl");
});
