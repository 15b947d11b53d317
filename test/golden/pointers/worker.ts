import { type Env, keyloom, type User, type UserEntry, type UserParams } from "./kv.gen.ts";

/** What the accessors of pointers take and give. */
export async function use(env: Env): Promise<void> {
  const { order, user, userByEmail } = keyloom(env).APP;
  const value: User | null = await user.byEmail.get({ email: "ann@example.com" });
  const found = await user.byEmail.find({ email: "ann@example.com" }, { cacheTtl: "5m" });
  const params: UserParams | undefined = found?.params;
  const name: string | undefined = found?.metadata.name;
  const entries: (UserEntry & { readonly value: User })[] = [];
  for await (const entry of user.byTeam.list({ team: "red" })) entries.push(entry);
  for await (const entry of user.byScore.list({ score: { from: 10, to: 100 } }))
    entries.push(entry);
  for await (const entry of user.byEmail.list()) entries.push(entry);
  const key: string = user.byTeamAndInviter.key({ team: "red", invitedBy: "", id: "" });
  const { written, cursor } = await user.repairPointers({ dryRun: true });
  const price: number | undefined = (await userByEmail.byDefault.get({ default: "a" }))?.price;
  void [value, params, name, key, written, cursor, price];

  const parcel = await order.byParcel.find({ shippingParcelCode: "1Z" });
  const total: number | undefined = parcel?.value.total;
  for await (const { params } of order.byCustomer.list({
    customerId: name ?? "",
    total: { to: 9 },
  }))
    await order.delete(params);
  void total;

  // @ts-expect-error: it is found by the whole way
  await order.byParcel.find({ code: "1Z" });
  // @ts-expect-error: it is found by an e-mail address
  await user.byEmail.get({ id: "1" });
  // @ts-expect-error: there is no such team
  user.byTeam.list({ team: "green" });
  // @ts-expect-error: texts have no ranges
  user.byEmail.list({ email: { from: "a" } });
}
