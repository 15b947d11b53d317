import type { CreateResult, ReadResult, UpdateResult } from "@pulumi/pulumi/provider/index.js";

/** Does the calls for one type of resources: as a provider does, which has several. */
export interface Resources<Inputs> {
  create(inputs: Inputs): Promise<CreateResult>;
  /** @param props what is known of it; at an import there is nothing but its id. */
  read(id: string, props?: Partial<Inputs>): Promise<ReadResult>;
  update(id: string, inputs: Inputs): Promise<UpdateResult>;
  delete(id: string, props: Inputs): Promise<void>;
}
