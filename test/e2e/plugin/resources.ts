import type { CreateResult, ReadResult, UpdateResult } from "@pulumi/pulumi/provider/index.js";
import type { Properties } from "./properties.ts";

/** Does the calls for one type of resources: as a provider does, which has several. */
export interface Resources<Inputs> {
  /** The inputs with what the files that they name have in them now: that counts as a change as well. */
  complete?(inputs: Inputs): Properties;
  create(inputs: Inputs): Promise<CreateResult>;
  /** @param props what is known of it; at an import there is nothing but its id. */
  read(id: string, props?: Partial<Inputs>): Promise<ReadResult>;
  update(id: string, inputs: Inputs): Promise<UpdateResult>;
  delete(id: string, props: Inputs): Promise<void>;
}
