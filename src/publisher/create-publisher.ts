import { toOutcome } from "../contract/outcome.ts";
import type { Publisher } from "../contract/publishing.ts";
import { finishSignIn } from "../publish/hub/sign-in.ts";
import { adapterToHub } from "./adapter-to-hub.ts";
import { createHubAccount } from "./hub-account.ts";
import { createLookUps } from "./look-ups.ts";
import { zipSite } from "./make-zip.ts";
import { OpenedOne } from "./opened-one.ts";
import type { PublisherWorld } from "./publisher-world.ts";
import { dressSite } from "./site-look.ts";
import { beginFor } from "./sign-in.ts";
import { toHub, type Work } from "./to-hub.ts";
import { toPages } from "./to-pages.ts";

/** A publisher with nothing open and nobody signed in. */
export function createPublisher(world: PublisherWorld): Publisher {
  const account = createHubAccount(world);
  const open = new OpenedOne();
  let ending = new AbortController();
  const begin = (rest: Pick<Work, "edit" | "onProgress">): Work => {
    ending = new AbortController();
    return { ...rest, opened: open.package, world, signal: ending.signal };
  };
  return {
    open: (id) => toOutcome(() => open.open(world, id)),
    prepare: (edit) =>
      toOutcome(async () => {
        dressSite(edit.look);
        const { card, listing } = await open.any.prepare(edit);
        return { card: card.text, notes: card.notes, files: listing.map(({ path, bytes }) => ({ path, bytes })) };
      }),
    ...createLookUps(world, account, () => open.package),
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
        const { adapter } = open;
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
