import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { CannotRunError } from "../../../schema/cannot-run.ts";
import { inTurn } from "../../../schema/in-turn.ts";
import { writeFileAtomically } from "../../files/write-file.ts";
import { ApiError } from "./envelope.ts";

/** A namespace as the API shows it. */
export interface Namespace {
  readonly id: string;
  readonly title: string;
  readonly supports_url_encoding: true;
  readonly jurisdiction?: string;
}

/** The longest title that is accepted, in UTF-16 units. Source: Cloudflare's OpenAPI schema, `workers-kv_namespace_title`. */
const MAX_TITLE_LENGTH = 512;

/** The account's namespaces, in a file that is rewritten as a whole after every change. */
export class Namespaces {
  readonly #file: string;
  readonly #byId = new Map<string, Namespace>();

  /** @throws CannotRunError if the file exists but cannot be read. */
  constructor(file: string) {
    this.#file = file;
    for (const namespace of readNamespaces(file)) this.#byId.set(namespace.id, namespace);
  }

  all(): readonly Namespace[] {
    return [...this.#byId.values()];
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  /** @throws ApiError 10013 */
  get(id: string): Namespace {
    const namespace = this.#byId.get(id);
    if (namespace !== undefined) return namespace;
    throw new ApiError(404, "namespaceNotFound", "namespace not found");
  }

  /**
   * @param given.id the id that it gets unless another one has it; Cloudflare itself chooses all ids.
   * @throws ApiError 10014, 10019
   */
  async create(
    title: unknown,
    given: { readonly jurisdiction?: string; readonly id?: string } = {},
  ): Promise<Namespace> {
    const { jurisdiction, id } = given;
    const isFree = id !== undefined && !this.#byId.has(id);
    const namespace: Namespace = {
      id: isFree ? id : randomBytes(16).toString("hex"),
      title: this.#freeTitle(title),
      supports_url_encoding: true,
      ...(jurisdiction !== undefined && { jurisdiction }),
    };
    this.#byId.set(namespace.id, namespace);
    await this.#save();
    return namespace;
  }

  /** @throws ApiError 10013, 10014, 10019 */
  async rename(id: string, title: unknown): Promise<Namespace> {
    const namespace = this.get(id);
    if (title === namespace.title) return namespace;
    const renamed = { ...namespace, title: this.#freeTitle(title) };
    this.#byId.set(id, renamed);
    await this.#save();
    return renamed;
  }

  async remove(id: string): Promise<void> {
    this.#byId.delete(id);
    await this.#save();
  }

  #freeTitle(title: unknown): string {
    if (typeof title !== "string" || title === "" || title.length > MAX_TITLE_LENGTH) {
      throw new ApiError(400, "titleRequired", "a namespace title is required");
    }
    if (this.all().some((namespace) => namespace.title === title)) {
      const message = "a namespace with this account ID and title already exists";
      throw new ApiError(400, "titleExists", message);
    }
    return title;
  }

  /** One write at a time, so that the last one wins. */
  readonly #save = inTurn(() =>
    writeFileAtomically(this.#file, `${JSON.stringify(this.all(), null, 2)}\n`),
  );
}

function readNamespaces(file: string): readonly Namespace[] {
  if (!existsSync(file)) return [];
  try {
    const stored: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (Array.isArray(stored) && stored.every(isNamespace)) return stored;
    throw new Error("it is not a list of namespaces");
  } catch (cause) {
    throw new CannotRunError(
      `the local Cloudflare's namespaces cannot be read: ${(cause as Error).message}`,
      {
        cause,
        place: { file, line: 1, column: 1 },
        help: "Restore the file, or remove the whole folder of local data to start again.",
      },
    );
  }
}

function isNamespace(value: unknown): value is Namespace {
  const { id, title } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return typeof id === "string" && typeof title === "string";
}
