import type { Plugin } from "vite";
import { siteAddress } from "./addresses.ts";

/** Where the document lies, from the site's base. */
const PLACE = ".well-known/oauth-cimd";

/**
 * The document by which the Hub knows this site when somebody signs in to publish or to read what is not for everyone, without a registration: its own address is
 * the id (OAuth Client ID Metadata Document). A build that does not know its address has none; there a token is pasted.
 */
export function oauthClientPlugin(): Plugin {
  const site = siteAddress(process.env);
  return {
    name: "hostless-oauth-client",
    apply: "build",
    generateBundle() {
      if (site === undefined) return;
      const source = `${JSON.stringify(clientDocument(site), undefined, 2)}\n`;
      this.emitFile({ type: "asset", fileName: PLACE, source });
    },
  };
}

/** @param site address of the site, with a slash at its end */
export function clientDocument(site: string) {
  return {
    client_id: `${site}${PLACE}`,
    client_name: "Hostless",
    client_uri: site,
    // Some hosts leave the ending away.
    redirect_uris: [`${site}publish.html`, `${site}publish`],
    grant_types: ["authorization_code"],
    response_types: ["code"],
    token_endpoint_auth_method: "none",
    scope: "openid profile gated-repos read-repos contribute-repos write-repos write-discussions",
  };
}
