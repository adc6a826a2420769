import { HubApiError, oauthHandleRedirect, oauthLoginUrl, whoAmI } from "@huggingface/hub";
import * as v from "valibot";
import { refuse } from "../contract/outcome.ts";
import type { BegunSignIn, HubWay, SignedIn } from "../contract/publishing.ts";
import { hubFailure } from "../publish/hub/hub-error.ts";
import type { PublisherWorld } from "./publisher-world.ts";

type SignInWorld = Pick<PublisherWorld, "fetch" | "siteBase" | "hubUrl">;

/** As few rights as each takes: repositories that this site made itself, any of the owner's, or proposals alone. */
const SCOPES: Readonly<Record<HubWay, string>> = {
  new: "openid profile contribute-repos",
  update: "openid profile write-repos",
  pull: "openid profile write-discussions",
};

const clientDocument = v.object({ client_id: v.string(), redirect_uris: v.array(v.string()) });
const siteDocument = v.object({ oauth_client_id: v.pipe(v.string(), v.nonEmpty()) });

/** Where to sign in, with what must be known afterwards; `undefined` where the Hub knows this site under no id. */
export async function beginSignIn(
  world: SignInWorld,
  way: HubWay,
  redirectUrl: string,
  spaceClient: string | undefined,
): Promise<(BegunSignIn & { readonly url: string }) | undefined> {
  const clientId = await findClient(world, redirectUrl, spaceClient);
  if (clientId === undefined) return undefined;
  // An object of our own, so that the library stores nothing.
  const kept: { codeVerifier?: string; nonce?: string } = {};
  const asked = { clientId, scopes: SCOPES[way], redirectUrl, hubUrl: world.hubUrl, localStorage: kept };
  const url = await oauthLoginUrl(asked).catch(() => undefined);
  const { codeVerifier, nonce } = kept;
  if (url === undefined || codeVerifier === undefined || nonce === undefined) throw signInFailed(world);
  return { url, codeVerifier, nonce };
}

/** The id under which the Hub knows this site: the address of a document of its own, that of a Space, or one by its owner. */
async function findClient(world: SignInWorld, redirectUrl: string, spaceClient: string | undefined) {
  const address = new URL(".well-known/oauth-cimd", world.siteBase).href;
  const own = await fetchJson(world, address, clientDocument);
  if (own?.client_id === address && own.redirect_uris.includes(redirectUrl)) return address;
  if (spaceClient !== undefined) return spaceClient;
  return (await fetchJson(world, new URL("site.json", world.siteBase).href, siteDocument))?.oauth_client_id;
}

async function fetchJson<T>({ fetch }: SignInWorld, address: string, schema: v.GenericSchema<unknown, T>) {
  const answer = await fetch(address).catch(() => undefined);
  const found = v.safeParse(schema, answer?.ok ? await answer.json().catch(() => undefined) : undefined);
  return found.success ? found.output : undefined;
}

/**
 * The token for the code in an address. The library's own errors have the code in them, so none of them is told.
 * @throws Refusal `not_published`
 */
export async function finishSignIn(world: SignInWorld, redirectedUrl: string, begun: BegunSignIn): Promise<string> {
  const { codeVerifier, nonce } = begun;
  const result = await oauthHandleRedirect({ redirectedUrl, codeVerifier, nonce, hubUrl: world.hubUrl }).catch(
    () => undefined,
  );
  if (result === undefined) throw signInFailed(world);
  return result.accessToken;
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

function signInFailed({ hubUrl }: SignInWorld) {
  return refuse("not_published", "sign_in_failed", { host: new URL(hubUrl).host });
}
