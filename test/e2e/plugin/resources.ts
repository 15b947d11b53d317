import type { CreateResult, ReadResult, UpdateResult } from "@pulumi/pulumi/provider/index.js";
import type { Properties } from "./properties.ts";

/** Makes the calls for one type of resources; a provider has several. */
export interface Resources<Inputs> {
  /** The inputs with the present content of the files that they name, since a change there counts as well. */
  complete?(inputs: Inputs): Properties;
  create(inputs: Inputs): Promise<CreateResult>;
  /** @param props what is known of it; at an import there is nothing but its id. */
  read(id: string, props?: Partial<Inputs>): Promise<ReadResult>;
  update(id: string, inputs: Inputs): Promise<UpdateResult>;
  delete(id: string, props: Inputs): Promise<void>;
}
