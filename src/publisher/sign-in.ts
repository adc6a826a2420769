import { HubApiError, whoAmI } from "@huggingface/hub";
import { refuse } from "../contract/outcome.ts";
import type { BegunSignIn, HubWay, SignedIn } from "../contract/publishing.ts";
import { hubFailure } from "../publish/hub/hub-error.ts";
import { beginSignIn, findClient, type SignInWorld } from "../publish/hub/sign-in.ts";

/** As few rights as each takes: repositories that this site made itself, any of the owner's, or proposals alone. */
const SCOPES: Readonly<Record<HubWay, string>> = {
  new: "openid profile contribute-repos",
  update: "openid profile write-repos",
  pull: "openid profile write-discussions",
};

/** Where to sign in, with what must be known afterwards; `undefined` where the Hub knows this site under no id. */
export async function beginFor(
  world: SignInWorld,
  way: HubWay,
  redirectUrl: string,
  spaceClient: string | undefined,
): Promise<(BegunSignIn & { readonly url: string }) | undefined> {
  const clientId = await findClient(world, redirectUrl, spaceClient);
  return clientId === undefined ? undefined : beginSignIn(world, { clientId, redirectUrl }, SCOPES[way]);
}

/** Whose a token is. @throws Refusal `not_published` where the Hub does not accept it */
export async function findOwner({ fetch, hubUrl }: SignInWorld, token: string): Promise<SignedIn> {
  const who = await whoAmI({ accessToken: token, hubUrl, fetch }).catch((error: unknown) => {
    if (error instanceof HubApiError && error.statusCode === 401)
      throw refuse("not_published", "signed_out", { host: new URL(hubUrl).host });
    throw hubFailure(error, { repo: "" }, { host: hubUrl, token });
  });
  return { name: who.name, orgs: who.type === "user" ? who.orgs.map(({ name }) => name) : [] };
}
