import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startCountingApi } from "./counting-api.ts";
import { manyRecords } from "./project.ts";

/** What it takes to send a seed. */
export interface Sending {
  readonly records: number;
  /** The calls of the bulk endpoint, and the different keys that these wrote. */
  readonly calls: number;
  readonly keys: number;
  /** Bytes that the process had at the last call, beyond those at the first one. */
  readonly live: number;
  /** The largest resident memory of the process, in bytes: Node and all packages are in it. */
  readonly resident: number;
}

/**
 * Sends small records, from a module that makes them up, through `upLocal` in a process of its own
 * to an API that takes everything and keeps nothing.
 *
 * @param module the module that has `upLocal`; that of the sources unless said otherwise.
 */
export async function measureSending(records: number, module?: string): Promise<Sending> {
  const project = manyRecords(records);
  const api = await startCountingApi();
  try {
    const { NODE_OPTIONS: _, ...env } = process.env;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        ...(module === undefined ? ["--conditions=@keyloom/source"] : []),
        "--expose-gc",
        fileURLToPath(new URL("send.ts", import.meta.url)),
        module ?? fileURLToPath(new URL("../../../infra/up-local.ts", import.meta.url)),
        project.schema,
        join(project.path, "state.json"),
        api.url,
      ],
      { env },
    );
    const memory = JSON.parse(stdout) as Pick<Sending, "live" | "resident">;
    return { records, calls: api.calls(), keys: api.keys(), ...memory };
  } finally {
    api.close();
    project.remove();
  }
}
