import { refuse, toOutcome } from "../contract/outcome.ts";
import { adapterIdIn, type Publisher } from "../contract/publishing.ts";
import { finishSignIn } from "../publish/hub/sign-in.ts";
import { adapterToHub } from "./adapter-to-hub.ts";
import { createHubAccount } from "./hub-account.ts";
import { createLookUps } from "./look-ups.ts";
import { zipSite } from "./make-zip.ts";
import { type EditedAdapter, openAdapter } from "./open-adapter.ts";
import { type EditedPackage, openPackage } from "./open-package.ts";
import type { PublisherWorld } from "./publisher-world.ts";
import { dressSite } from "./site-look.ts";
import { beginFor } from "./sign-in.ts";
import { toHub, type Work } from "./to-hub.ts";
import { toPages } from "./to-pages.ts";

/** A publisher with nothing open and nobody signed in. */
export function createPublisher(world: PublisherWorld): Publisher {
  const account = createHubAccount(world);
  let current: EditedPackage | undefined;
  /** Open in the place of a package. */
  let adapter: EditedAdapter | undefined;
  let ending = new AbortController();
  // What was opened last counts, whatever comes in first.
  let opens = 0;
  const opened = (): EditedPackage => {
    if (current === undefined) throw refuse("not_loaded", "none", {});
    return current;
  };
  const begin = (rest: Pick<Work, "edit" | "onProgress">): Work => {
    ending = new AbortController();
    return { ...rest, opened: opened(), world, signal: ending.signal };
  };
  return {
    open: (id) =>
      toOutcome(async () => {
        const own = ++opens;
        const before = current;
        [current, adapter] = [undefined, undefined];
        await before?.close();
        const wanted = adapterIdIn(id);
        if (wanted !== undefined) {
          const opening = await openAdapter(world, wanted);
          const told = await opening.describe();
          if (own !== opens) throw refuse("cancelled", "load", {});
          adapter = opening;
          return told;
        }
        const next = await openPackage(world, id);
        try {
          const described = await next.describe();
          if (own !== opens) throw refuse("cancelled", "load", {});
          current = next;
          return described;
        } catch (error) {
          await next.close();
          throw error;
        }
      }),
    prepare: (edit) =>
      toOutcome(async () => {
        dressSite(edit.look);
        const { card, listing } = await (adapter ?? opened()).prepare(edit);
        return { card: card.text, notes: card.notes, files: listing.map(({ path, bytes }) => ({ path, bytes })) };
      }),
    ...createLookUps(world, account, opened),
    makeZip: (edit, onProgress) => toOutcome(() => zipSite(begin({ edit, onProgress }))),
    beginSignIn: (...asked) => toOutcome(() => beginFor(world, ...asked)),
    finishSignIn: (address, begun) => account.signIn(() => finishSignIn(world, address, begun)),
    signInWithToken: (pasted) => account.signIn(async () => pasted.trim()),
    async signOut() {
      account.signOut();
      ending.abort();
    },
    publishToHub: (edit, target, onProgress) =>
      toOutcome(() => {
        const token = account.token();
        const to = { host: world.hubUrl, token };
        if (adapter === undefined) return toHub(begin({ edit, onProgress }), target, to);
        ending = new AbortController();
        return adapterToHub({ adapter, edit, world, onProgress, signal: ending.signal }, target, to);
      }),
    publishToPages: (edit, repo, pasted, onProgress) =>
      toOutcome(() => toPages(begin({ edit, onProgress }), repo, { host: world.gitHubUrl, token: pasted.trim() })),
    async cancel() {
      ending.abort();
    },
  };
}
