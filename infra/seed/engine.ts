/** What a process knows about the Pulumi engine that started it as a provider. */
export interface Engine {
  /** The id of the process that started this one: the engine, or a shell between the two. */
  readonly parent: number;
  /** Where the engine listens, as it tells its providers: `127.0.0.1:41234`. */
  readonly address: string;
}

/** The engine of this process: Pulumi gives a provider its address as the first argument. */
export function ownEngine(): Engine {
  return { parent: process.ppid, address: process.argv[2] ?? "" };
}
