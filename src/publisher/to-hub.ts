import { refuse, toOutcome } from "../contract/outcome.ts";
import { formatBytes } from "../contract/format-bytes.ts";
import type { HubTarget, Published, PublishEdit, PublishingProgress } from "../contract/publishing.ts";
import { shownOf } from "../publish/card/card-body.ts";
import { CARD, readCardDocument } from "../publish/card/card-document.ts";
import { fitRepository } from "../publish/hub/fit-repository.ts";
import { publishToHub } from "../publish/hub/publish-to-hub.ts";
import { listFiles } from "../publish/list-files.ts";
import type { PublishedPackage } from "../publish/package-files.ts";
import type { Account } from "../publish/publish-world.ts";
import { spaceCard } from "../publish/site/space-card.ts";
import { makeSturdyFetch } from "../publish/sturdy-fetch.ts";
import { makeOwnSite } from "./own-site.ts";
import type { EditedPackage } from "./open-package.ts";
import type { PublisherWorld } from "./publisher-world.ts";

/** First line of the commit. */
const SITE_COMMIT = "Add the site";

export interface Work {
  readonly opened: EditedPackage;
  readonly edit: PublishEdit;
  readonly world: PublisherWorld;
  readonly onProgress: (progress: PublishingProgress) => void;
  readonly signal: AbortSignal;
}

/**
 * Publishes the package on the Hub, then the site as a static Space where that is wanted.
 * @throws Refusal `not_published`, `cancelled`
 */
export async function toHub(work: Work, target: HubTarget, account: Account): Promise<Published> {
  const { opened, edit, world, signal, onProgress } = work;
  const isPullRequest = target.way === "pull";
  const repo = { type: "model", name: target.repo } as const;
  const fetcher = makeSturdyFetch(world, () => true);
  const fitted = await fitRepository(fetcher, account, repo, opened.source, isPullRequest);
  // What a card of theirs says besides stays; in a pull request all of it does.
  const isUpdate = target.way === "update" && fitted.card !== undefined;
  const changed = isUpdate ? { ...fitted.changed, [CARD]: fitted.card } : fitted.changed;
  const { made, license } = await opened.finish(edit, changed, isPullRequest);
  const bytes = made.listing.reduce((sum, item) => sum + item.bytes, 0);
  const message = `Add a package for the browser (${formatBytes(bytes)})`;
  const { isPrivate, way } = target;
  const kind = { isPrivate, isPullRequest, mustBeNew: way === "new" };
  const upload = { ...made, repo, message, obsolete: fitted.obsolete, ...kind };
  // The site has the package, too, so that both take about as long.
  const share = target.withSpace ? 0.5 : 1;
  const scaled = (from: number) => (progress: PublishingProgress) =>
    onProgress({ ...progress, fraction: from + progress.fraction * share });
  const model = await publishToHub(upload, { account, world, onProgress: scaled(0), signal });
  const { url, isNew } = model;
  if (!target.withSpace) return { url, isNew };
  // The Space holds the weights, too: those of a model that few may see are not shown to all.
  const space = await toOutcome(() =>
    toSpace(work, { made, license, target, account, isPrivate: model.isPrivate }, scaled(share)),
  );
  // The model has an address by now, whatever became of the Space.
  if (!space.ok) return { url, spaceFailure: space.failure, isNew };
  return { url, space: space.value.url, isNew: isNew || space.value.isNew };
}

interface SpaceWork {
  readonly made: PublishedPackage;
  readonly license: string;
  readonly target: HubTarget;
  readonly account: Account;
  readonly isPrivate: boolean;
}

async function toSpace(
  { world, edit, signal }: Work,
  { made, license, target, account, isPrivate }: SpaceWork,
  onProgress: (progress: PublishingProgress) => void,
) {
  const shown = shownOf(readCardDocument(made.card.text).body);
  const words = { title: shown.title || made.manifest.name, summary: shown.summary, license, model: target.repo };
  const site = await makeOwnSite(world, made, signal, edit.look);
  const files = [...site, { path: "README.md", content: new Blob([spaceCard(words)]) }];
  const listing = await listFiles(files, world.sha256);
  if (signal.aborted) throw refuse("cancelled", "load", {});
  const repo = { type: "space", name: target.repo } as const;
  const upload = { repo, files, listing, message: SITE_COMMIT, isPrivate, mustBeNew: target.way === "new" };
  return publishToHub(upload, { account, world, onProgress, signal });
}
