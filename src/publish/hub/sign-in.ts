import { oauthHandleRedirect, oauthLoginUrl } from "@huggingface/hub";
import * as v from "valibot";
import { refuse } from "../../contract/outcome.ts";
import type { BegunSignIn } from "../../contract/publishing.ts";

/** What a sign-in to the Hub touches of the world. */
export interface SignInWorld {
  readonly fetch: typeof fetch;
  /** Base address of the site. */
  readonly siteBase: string;
  /** Without a slash at its end. */
  readonly hubUrl: string;
}

/** By which the Hub knows a site, and where it leads back to. */
export interface SignInClient {
  readonly clientId: string;
  readonly redirectUrl: string;
}

const clientDocument = v.object({ client_id: v.string(), redirect_uris: v.array(v.string()) });
const siteDocument = v.object({ oauth_client_id: v.string() });

/**
 * The id under which the Hub knows this site: the address of a document of its own, that of a Space, or one by its owner.
 * @returns `undefined` where there is none
 */
export async function findClient(
  world: SignInWorld,
  redirectUrl: string,
  spaceClient: string | undefined,
): Promise<string | undefined> {
  const address = new URL(".well-known/oauth-cimd", world.siteBase).href;
  const own = await fetchJson(world, address, clientDocument);
  if (own?.client_id === address && own.redirect_uris.includes(redirectUrl)) return address;
  if (spaceClient !== undefined) return spaceClient;
  // An empty one is none.
  return (
    (await fetchJson(world, new URL("site.json", world.siteBase).href, siteDocument))?.oauth_client_id || undefined
  );
}

async function fetchJson<T>({ fetch }: SignInWorld, address: string, schema: v.GenericSchema<unknown, T>) {
  const answer = await fetch(address).catch(() => undefined);
  const found = v.safeParse(schema, answer?.ok ? await answer.json().catch(() => undefined) : undefined);
  return found.success ? found.output : undefined;
}

/**
 * Where to sign in, by OAuth with PKCE, with what must be known afterwards. The library stores nothing.
 * @param scopes as the Hub names them, with spaces between @throws Refusal `not_published`
 */
export async function beginSignIn(
  { hubUrl }: Pick<SignInWorld, "hubUrl">,
  { clientId, redirectUrl }: SignInClient,
  scopes: string,
): Promise<BegunSignIn & { readonly url: string }> {
  // An object of our own, so that the library stores nothing.
  const kept: { codeVerifier?: string; nonce?: string } = {};
  const url = await oauthLoginUrl({ clientId, scopes, redirectUrl, hubUrl, localStorage: kept }).catch(() => undefined);
  const { codeVerifier, nonce } = kept;
  if (url === undefined || codeVerifier === undefined || nonce === undefined) throw signInFailed(hubUrl);
  return { url, codeVerifier, nonce };
}

/**
 * The token for the code in an address. The library's own errors have the code in them, so none of them is told.
 * @throws Refusal `not_published`
 */
export async function finishSignIn(
  { hubUrl }: Pick<SignInWorld, "hubUrl">,
  redirectedUrl: string,
  { codeVerifier, nonce }: BegunSignIn,
): Promise<string> {
  const result = await oauthHandleRedirect({ redirectedUrl, codeVerifier, nonce, hubUrl }).catch(() => undefined);
  if (result === undefined) throw signInFailed(hubUrl);
  return result.accessToken;
}

function signInFailed(hubUrl: string) {
  return refuse("not_published", "sign_in_failed", { host: new URL(hubUrl).host });
}
