import { expect, test } from "vitest";
import { read, startTestServer } from "./server.ts";

const { local, namespace, request, send } = await startTestServer();
const id = await namespace("errors");
const ABSENT = "0".repeat(32);
const EXPIRED = Math.floor(Date.now() / 1000) - 1;

/** What is sent, and the status and code that answer. */
type Case = readonly [method: string, path: string, body: unknown, status: number, code: number];

const cases: Readonly<Record<string, Case>> = {
  "a key that is not there": ["GET", `/${id}/values/absent`, undefined, 404, 10009],
  "metadata of a key that is not there": ["GET", `/${id}/metadata/absent`, undefined, 404, 10009],
  "a body that is not JSON": ["PUT", `/${id}/bulk`, "[", 400, 10012],
  "a bulk body that is no array": ["PUT", `/${id}/bulk`, {}, 400, 10012],
  "a namespace's body that is no object": ["POST", "", [], 400, 10012],
  "a pair that is null": ["PUT", `/${id}/bulk`, [null], 400, 10012],
  "a pair whose value is no string": ["PUT", `/${id}/bulk`, [{ key: "a", value: 1 }], 400, 10012],
  "a pair that is not base64": [
    "PUT",
    `/${id}/bulk`,
    [{ key: "a", value: "?", base64: true }],
    400,
    10012,
  ],
  "a pair whose base64 is cut off": [
    "PUT",
    `/${id}/bulk`,
    [{ key: "a", value: "AAAAA", base64: true }],
    400,
    10012,
  ],
  "a pair whose base64 is padded wrongly": [
    "PUT",
    `/${id}/bulk`,
    [{ key: "a", value: "AA=", base64: true }],
    400,
    10012,
  ],
  "an empty key": ["PUT", `/${id}/bulk`, [{ key: "", value: "" }], 400, 10012],
  "a reserved key": ["PUT", `/${id}/bulk`, [{ key: "..", value: "" }], 400, 10012],
  "two values for one key": [
    "PUT",
    `/${id}/bulk`,
    [
      { key: "a", value: "1" },
      { key: "a", value: "2" },
    ],
    400,
    10012,
  ],
  "a jurisdiction that there is not": [
    "POST",
    "",
    { title: "x", jurisdiction: "moon" },
    400,
    10012,
  ],
  "a page that is no number": ["GET", "?page=first", undefined, 400, 10012],
  "a namespace that is not there": ["GET", `/${ABSENT}`, undefined, 404, 10013],
  "keys of a namespace that is not there": ["GET", `/${ABSENT}/keys`, undefined, 404, 10013],
  "a value in a namespace that is not there": ["PUT", `/${ABSENT}/values/a`, "1", 404, 10013],
  "a new name for a namespace that is not there": ["PUT", `/${ABSENT}`, { title: "x" }, 404, 10013],
  "a deletion of a namespace that is not there": ["DELETE", `/${ABSENT}`, undefined, 404, 10013],
  "a title that is taken": ["POST", "", { title: "errors" }, 400, 10014],
  "no title": ["POST", "", {}, 400, 10019],
  "an empty title": ["PUT", `/${id}`, { title: "" }, 400, 10019],
  "no pairs": ["PUT", `/${id}/bulk`, [], 400, 10029],
  "no keys to delete": ["POST", `/${id}/bulk/delete`, [], 400, 10029],
  "no keys to read": ["POST", `/${id}/bulk/get`, { keys: [] }, 400, 10029],
  "an expiration that is past": ["PUT", `/${id}/values/a?expiration=${EXPIRED}`, "1", 400, 10033],
  "an expiration in milliseconds": [
    "PUT",
    `/${id}/values/a?expiration=${Date.now() + 3_600_000}`,
    "1",
    400,
    10033,
  ],
  "an expiration in words": ["PUT", `/${id}/values/a?expiration=tomorrow`, "1", 400, 10033],
  "a TTL that is too short": ["PUT", `/${id}/values/a?expiration_ttl=59`, "1", 400, 10034],
  "a TTL of a pair that is too short": [
    "PUT",
    `/${id}/bulk`,
    [{ key: "a", value: "1", expiration_ttl: 59 }],
    400,
    10034,
  ],
  "a TTL that is no whole number": ["PUT", `/${id}/values/a?expiration_ttl=60.5`, "1", 400, 10034],
  "a method that there is not": ["PATCH", `/${id}`, {}, 405, 10405],
  "a method that a key does not have": ["POST", `/${id}/values/a`, {}, 405, 10405],
  "a path that there is not": ["GET", `/${id}/secrets`, undefined, 400, 7000],
};

test.each(Object.entries(cases))(
  "%s is rejected with Cloudflare's code",
  async (_, [method, path, body, status, code]) => {
    const answer =
      body === undefined ? await request(method, path) : await send(method, path, body);
    expect({ status: answer.status, ...JSON.parse(answer.text) }).toEqual({
      status,
      success: false,
      errors: [{ code, message: expect.stringMatching(/./) }],
      messages: [],
      result: null,
    });
  },
);

test("an account that does not exist is rejected with 7003", async () => {
  const url = `${local.url}/accounts/${ABSENT}/storage/kv/namespaces`;
  const answer = await read(url, { headers: { authorization: "Bearer x" } });
  expect(answer).toMatchObject({ status: 404, codes: [7003] });
});

test.each([undefined, "", "Bearer ", "Basic eDp5"])(
  "a request with %j for authorization is rejected with 10000",
  async (authorization) => {
    const headers = authorization === undefined ? {} : { authorization };
    const answer = await read(`${local.url}/user/tokens/verify`, { headers });
    expect(answer).toMatchObject({ status: 403, codes: [10000] });
  },
);

test("a bulk call with one rejected pair writes nothing", async () => {
  const body = [
    { key: "good", value: "1" },
    { key: "bad", value: "1", expiration_ttl: 1 },
  ];
  expect(await send("PUT", `/${id}/bulk`, body)).toMatchObject({ status: 400 });
  expect(await request("GET", `/${id}/values/good`)).toMatchObject({ codes: [10009] });
});

test("a bulk read as JSON is rejected if one value is not JSON", async () => {
  await send("PUT", `/${id}/bulk`, [
    { key: "json", value: "1" },
    { key: "text", value: "one" },
  ]);
  const answer = await send("POST", `/${id}/bulk/get`, { keys: ["json", "text"], type: "json" });
  expect(answer).toMatchObject({ status: 400, codes: [10012] });
});
