import { randomUUID } from "node:crypto";
import { batches } from "../../runtime/batches.ts";
import { ApiError } from "./envelope.ts";

/** The static files of a Worker, by their paths in URLs: `/blog/index.html`. */
export type AssetFiles = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** What is to be uploaded, by path. */
export type AssetManifest = Readonly<
  Record<string, { readonly hash: string; readonly size: number }>
>;

/** How long a token is documented to be valid, in seconds. Source: Cloudflare's documentation of direct uploads. */
const TOKEN_SECONDS = 3_600;

/** How many files a call is asked to upload. */
const BUCKET_SIZE = 50;

/** An upload that is in progress, or done. */
interface Session {
  readonly manifest: AssetManifest;
  readonly missing: Set<string>;
}

/**
 * The uploaded static files, each once however many Workers have it, for as long as the local Cloudflare runs.
 * An upload has two steps: a manifest, and then those of its files that are missing here.
 */
export class Assets {
  readonly #byHash = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly #underWay = new Map<string, Session>();
  readonly #complete = new Map<string, AssetManifest>();

  /**
   * Begins an upload.
   *
   * @returns the token of the upload with the hashes of the files to upload, grouped by call; if there are none,
   * the token of the complete files.
   * @throws ApiError 10012 for an invalid manifest.
   */
  begin(given: unknown): { readonly jwt: string; readonly buckets: readonly string[][] } {
    const manifest = checkManifest(given);
    const hashes = new Set(Object.values(manifest).map(({ hash }) => hash));
    const missing = [...hashes].filter((hash) => !this.#byHash.has(hash));
    if (missing.length === 0) return { jwt: this.#completed(manifest), buckets: [] };
    const jwt = newToken();
    this.#underWay.set(jwt, { manifest, missing: new Set(missing) });
    return { jwt, buckets: [...batches(missing, BUCKET_SIZE)] };
  }

  /**
   * Adds files of an upload.
   *
   * @param token the token of the upload.
   * @returns the token of the complete files, once nothing is missing.
   * @throws ApiError 10000 for another token, 10012 for a file that does not match the manifest.
   */
  add(token: string, files: AssetFiles): string | undefined {
    const session = this.#underWay.get(token);
    if (session === undefined) {
      throw new ApiError(403, "authentication", "this is not the token of an asset upload");
    }
    const sizes = new Map(Object.values(session.manifest).map(({ hash, size }) => [hash, size]));
    for (const [hash, { byteLength }] of files) {
      const size = sizes.get(hash);
      if (size === byteLength) continue;
      const message =
        size === undefined
          ? `${hash} is not in the manifest`
          : `${hash} has ${byteLength} bytes, but ${size} in the manifest`;
      throw new ApiError(400, "badRequest", message);
    }
    for (const [hash, content] of files) {
      this.#byHash.set(hash, content);
      session.missing.delete(hash);
    }
    return session.missing.size > 0 ? undefined : this.#completed(session.manifest);
  }

  /**
   * Returns the files that a token stands for.
   *
   * @throws ApiError 10012 if it is not the token of complete files.
   */
  filesOf(token: string): AssetFiles {
    const manifest = this.#complete.get(token);
    if (manifest === undefined) {
      const message = "`assets.jwt` is not the token of a completed asset upload";
      throw new ApiError(400, "badRequest", message);
    }
    return new Map(
      Object.entries(manifest).flatMap(([path, { hash }]) => {
        const content = this.#byHash.get(hash);
        return content === undefined ? [] : [[path, content] as const];
      }),
    );
  }

  #completed(manifest: AssetManifest): string {
    const token = newToken();
    this.#complete.set(token, manifest);
    return token;
  }
}

/** Clients read the expiration in tokens. Nobody checks the signature. */
function newToken(): string {
  const exp = Math.floor(Date.now() / 1_000) + TOKEN_SECONDS;
  const parts = [{ typ: "JWT" }, { exp, jti: randomUUID() }].map((part) =>
    Buffer.from(JSON.stringify(part)).toString("base64url"),
  );
  return [...parts, "local"].join(".");
}

function checkManifest(given: unknown): AssetManifest {
  const entries = Object.entries((given ?? {}) as Readonly<Record<string, unknown>>);
  for (const [path, entry] of entries) {
    const { hash, size } = (entry ?? {}) as Readonly<Record<string, unknown>>;
    if (!isPath(path)) {
      throw new ApiError(400, "badRequest", `${JSON.stringify(path)} is not the path of an asset`);
    }
    if (typeof hash !== "string" || !/^[0-9a-f]{32}$/.test(hash) || !Number.isSafeInteger(size)) {
      const message = `the asset ${path} needs a \`hash\` of 32 hexadecimal digits and a \`size\``;
      throw new ApiError(400, "badRequest", message);
    }
  }
  return Object.fromEntries(entries) as AssetManifest;
}

/** Whether a path starts at the root and stays below it, so that its file can be written anywhere. */
function isPath(path: string): boolean {
  const [root, ...names] = path.split("/");
  return (
    root === "" && names.every((name) => !["", ".", ".."].includes(name) && !/[\\\0]/.test(name))
  );
}
