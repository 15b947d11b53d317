import { createHash } from "node:crypto";
import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { CloudflareApi } from "./api.ts";

interface Entry {
  readonly hash: string;
  readonly size: number;
}

/** The first 32 hexadecimal digits of a SHA-256 hash, as in that provider. */
function shortHash(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 32);
}

/** The files of a folder by their paths in URLs. */
export function assetManifest(directory: string): Readonly<Record<string, Entry>> {
  const files = globSync("**/*", { cwd: directory })
    .filter((file) => statSync(join(directory, file)).isFile())
    .sort();
  return Object.fromEntries(
    files.map((file) => {
      const content = readFileSync(join(directory, file));
      return [`/${file}`, { hash: shortHash(content), size: content.length }];
    }),
  );
}

/**
 * Uploads those of a folder's files that the API asks for.
 *
 * Checked against terraform-provider-cloudflare's `internal/services/worker_version/assets.go`: the session
 * goes by the Worker's name, and its token in place of that of the user.
 *
 * @returns the token of the complete files.
 */
export async function uploadAssets(
  api: CloudflareApi,
  accountId: string,
  scriptName: string,
  directory: string,
): Promise<string> {
  const manifest = assetManifest(directory);
  const workers = `/accounts/${accountId}/workers`;
  const session = await api.call("POST", `${workers}/scripts/${scriptName}/assets-upload-session`, {
    manifest,
  });
  const token = String(session["jwt"]);
  let complete = token;
  for (const bucket of session["buckets"] as readonly (readonly string[])[]) {
    const form = new FormData();
    for (const hash of bucket) {
      const [path = ""] = Object.entries(manifest).find(([, entry]) => entry.hash === hash) ?? [];
      const content = readFileSync(join(directory, path)).toString("base64");
      form.append(hash, new File([content], path));
    }
    const answer = await api.call("POST", `${workers}/assets/upload?base64=true`, form, token);
    complete = String(answer["jwt"] ?? complete);
  }
  return complete;
}
