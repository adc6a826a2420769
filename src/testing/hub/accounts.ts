import { createHash, randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** Who a token stands for, and what it may do. */
export interface FakeAccount {
  readonly name: string;
  readonly orgs?: readonly string[];
  readonly scopes: readonly string[];
}

/** What an authorization was asked for. */
export interface Authorization {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly scopes: readonly string[];
}

export interface Accounts {
  /** The account of a request's token; `undefined` where there is none, or one that is not known. */
  of(request: IncomingMessage): { readonly token: string; readonly account: FakeAccount } | undefined;
  /** A code for one exchange. */
  authorize(asked: Authorization): string;
  /** The token for a code; `undefined` where the verifier, the address or the code is not the right one. */
  exchange(code: string, verifier: string, redirectUri: string): { token: string; scope: string } | undefined;
}

/** @param visitor who signs in on the Hub's page */
export function makeAccounts(tokens: Readonly<Record<string, FakeAccount>>, visitor: FakeAccount): Accounts {
  const known = new Map(Object.entries(tokens));
  const codes = new Map<string, Authorization>();
  return {
    of(request) {
      const [, token = ""] = /^Bearer (.+)$/.exec(request.headers.authorization ?? "") ?? [];
      const account = known.get(token);
      return account && { token, account };
    },
    authorize(asked) {
      const code = randomUUID();
      codes.set(code, asked);
      return code;
    },
    exchange(code, verifier, redirectUri) {
      const asked = codes.get(code);
      codes.delete(code);
      const challenge = createHash("sha256").update(verifier).digest("base64url");
      if (asked?.redirectUri !== redirectUri || asked.challenge !== challenge) return undefined;
      const token = `hf_oauth_${randomUUID()}`;
      known.set(token, { ...visitor, scopes: asked.scopes });
      return { token, scope: asked.scopes.join(" ") };
    },
  };
}
