import { expect, test } from "vitest";
import { configured } from "../../infra/seed/configured.ts";

function connection(given: object, config: Readonly<Record<string, string>>) {
  return configured(given, { config: { get: (key: string) => config[key] } } as never);
}

test("seeds go to the API that the stack's configuration names for namespaces, unless the program names another", () => {
  const config = { "cloudflare:baseUrl": "http://127.0.0.1:4321/client/v4" };
  expect(connection({}, config)).toMatchObject({ baseUrl: "http://127.0.0.1:4321/client/v4" });
  expect(connection({ baseUrl: "http://other" }, config)).toMatchObject({
    baseUrl: "http://other",
  });
  expect(connection({}, {})).not.toHaveProperty("baseUrl");
});
