import { expect, onTestFinished, test } from "vitest";
import { bundleWorker } from "./bundle-worker.ts";
import { TEST_ENV } from "./harness.ts";
import { startWorker } from "./start-worker.ts";

/** A Worker one of whose entrypoints stores notes, and lets errors through. */
const WORKER = `
import { WorkerEntrypoint } from "cloudflare:workers";
import { keyloom } from "generated";
import { KeyloomError } from "keyloom/runtime";

export class Notes extends WorkerEntrypoint {
  put(id) {
    return keyloom(this.env).CODECS.secretNote.put({ id }, 1);
  }
}

export default {
  async fetch(request, env) {
    try {
      await env.NOTES.put("a");
    } catch (error) {
      const { name, message, code, collection, key, issues } = error;
      return Response.json({ isOne: error instanceof KeyloomError, name, message, code, collection, key, issues });
    }
  },
};`;

test("an error comes through RPC as a copy with all that it says, but of another class", async () => {
  const { script } = await bundleWorker(WORKER);
  const miniflare = await startWorker(script, {
    ...TEST_ENV,
    NOTES: { type: "worker", worker: "worker", exportName: "Notes" },
  });
  onTestFinished(() => miniflare.dispose());
  const response = await miniflare.dispatchFetch("http://worker/");
  expect(await response.json()).toEqual({
    isOne: false,
    name: "KeyloomError",
    message:
      'CODECS.secretNote: the value is not of its type: expected a string, received a number (key "secret-note:a")',
    code: "invalid-value",
    collection: "CODECS.secretNote",
    key: "secret-note:a",
    issues: [{ code: "invalid_type", path: [], message: "expected a string, received a number" }],
  });
});
