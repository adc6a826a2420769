import { type Outcome, refuse, toOutcome } from "../contract/outcome.ts";
import type { SignedIn } from "../contract/publishing.ts";
import { findOwner } from "./sign-in.ts";
import type { PublisherWorld } from "./publisher-world.ts";

/** The account that is signed in, if any. */
export interface HubAccount {
  /** @throws Refusal `not_published` where nobody is signed in */
  token(): string;
  /** Signs in with the token that is found; what was asked for last counts, whatever comes in first. */
  signIn(find: () => Promise<string>): Promise<Outcome<SignedIn>>;
  signOut(): void;
}

/** Nobody is signed in yet. The token is a variable of this function, and nowhere else. */
export function createHubAccount(world: Pick<PublisherWorld, "fetch" | "siteBase" | "hubUrl">): HubAccount {
  let token: string | undefined;
  let latest = 0;
  return {
    token() {
      if (token === undefined) throw refuse("not_published", "signed_out", { host: new URL(world.hubUrl).host });
      return token;
    },
    signIn: (find) =>
      toOutcome(async () => {
        token = undefined;
        const own = ++latest;
        const found = await find();
        const owner = await findOwner(world, found);
        if (own !== latest) throw refuse("cancelled", "load", {});
        token = found;
        return owner;
      }),
    signOut() {
      token = undefined;
      latest++;
    },
  };
}
