import type { IncomingMessage, ServerResponse } from "node:http";
import * as v from "valibot";
import { json } from "../fake-hub.ts";
import type { Accounts } from "./accounts.ts";
import { readBody } from "./breaks.ts";

/** What a client that is known by an address has there. */
const clientDocument = v.object({
  client_id: v.string(),
  redirect_uris: v.array(v.string()),
  token_endpoint_auth_method: v.literal("none"),
});

/** The Hub's sign-in: OpenID configuration, a page with one link that allows it, token and user info. */
export async function answerSignIn(
  url: URL,
  accounts: Accounts,
  clients: ReadonlyMap<string, readonly string[]>,
  request: IncomingMessage,
  response: ServerResponse,
) {
  switch (url.pathname) {
    case "/.well-known/openid-configuration":
      return json(response, 200, {
        authorization_endpoint: `${url.origin}/oauth/authorize`,
        token_endpoint: `${url.origin}/oauth/token`,
        userinfo_endpoint: `${url.origin}/oauth/userinfo`,
      });
    case "/oauth/authorize":
      return showConsent(url, accounts, clients, response);
    case "/oauth/token":
      return answerToken(accounts, request, response);
    default: {
      const known = accounts.of(request);
      if (known === undefined) return json(response, 401, { error: "invalid_token" });
      json(response, 200, {
        sub: known.account.name,
        name: known.account.name,
        preferred_username: known.account.name,
      });
    }
  }
}

async function showConsent(
  { searchParams }: URL,
  accounts: Accounts,
  clients: ReadonlyMap<string, readonly string[]>,
  response: ServerResponse,
) {
  const get = (name: string) => searchParams.get(name) ?? "";
  const redirectUri = get("redirect_uri");
  const allowed = await redirectsOf(get("client_id"), clients);
  const isRight =
    allowed?.includes(redirectUri) && get("response_type") === "code" && get("code_challenge_method") === "S256";
  if (!isRight || get("code_challenge").length !== 43) return json(response, 400, { error: "invalid_request" });
  const scopes = get("scope").split(" ");
  const code = accounts.authorize({
    clientId: get("client_id"),
    redirectUri,
    challenge: get("code_challenge"),
    scopes,
  });
  const back = new URL(redirectUri);
  back.searchParams.set("code", code);
  back.searchParams.set("state", get("state"));
  const list = scopes.map((scope) => `<li>${scope.replace(/[^\w-]/g, "")}</li>`).join("");
  response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
  response.end(
    `<!doctype html><title>Authorize</title><ul>${list}</ul><a href="${back.href.replaceAll("&", "&amp;")}">Authorize</a>`,
  );
}

/** Addresses that a client may be led back to: those of its document, where its id is an address. */
async function redirectsOf(
  id: string,
  clients: ReadonlyMap<string, readonly string[]>,
): Promise<readonly string[] | undefined> {
  const known = clients.get(id);
  if (known !== undefined || !/^https?:\/\//.test(id)) return known;
  const answer = await fetch(id).catch(() => undefined);
  const found = v.safeParse(clientDocument, answer?.ok ? await answer.json().catch(() => undefined) : undefined);
  return found.success && found.output.client_id === id ? found.output.redirect_uris : undefined;
}

async function answerToken(accounts: Accounts, request: IncomingMessage, response: ServerResponse) {
  const form = new URLSearchParams((await readBody(request))?.toString() ?? "");
  const get = (name: string) => form.get(name) ?? "";
  const given = accounts.exchange(get("code"), get("code_verifier"), get("redirect_uri"));
  if (given === undefined || get("grant_type") !== "authorization_code")
    return json(response, 400, { error: "invalid_grant" });
  json(response, 200, {
    access_token: given.token,
    expires_in: 28_800,
    id_token: "",
    scope: given.scope,
    token_type: "bearer",
  });
}
