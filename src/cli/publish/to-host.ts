import { formatBytes } from "../../contract/format-bytes.ts";
import { shownOf } from "../../publish/card/card-body.ts";
import { readCardDocument } from "../../publish/card/card-document.ts";
import { listReplaced, publishToPages } from "../../publish/github/publish-to-pages.ts";
import { type Fitted, fitRepository } from "../../publish/hub/fit-repository.ts";
import { readLicense } from "../../publish/hub/hub-repo.ts";
import { publishToHub } from "../../publish/hub/publish-to-hub.ts";
import type { PackageSource } from "../../publish/package-files.ts";
import { listFiles } from "../../publish/list-files.ts";
import { type Account, type PublishProgress, type PublishWorld, waitFor } from "../../publish/publish-world.ts";
import { makeSturdyFetch } from "../../publish/sturdy-fetch.ts";
import { spaceCard } from "../../publish/site/space-card.ts";
import { type OptionValues, textOf } from "../command.ts";
import { ProgressBar } from "../progress-bar.ts";
import type { Asked } from "../publish.ts";
import { hexDigest } from "./folder-source.ts";
import { gitHubAccount, hubAccount } from "./tokens.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const STEPS = { hashing: "Hashing", uploading: "Uploading", committing: "Committing" } as const;

function realWorld(): PublishWorld {
  return { fetch: globalThis.fetch, wait: waitFor };
}

/** How a package fits beside what a repository of the Hub has already. @throws Refusal `not_published` */
export async function fitHub(
  source: PackageSource,
  name: string,
  values: OptionValues,
  env: Environment,
): Promise<Partial<Fitted>> {
  const fetcher = makeSturdyFetch(realWorld(), () => true);
  return fitRepository(fetcher, await hubAccount(env), { type: "model", name }, source, values["pr"] === true);
}

/** Publishes the package on the Hub, and the site as a Space where that was asked for. @throws Refusal `not_published` */
export async function toHub(asked: Asked, name: string, env: Environment): Promise<void> {
  const { values, made, obsolete } = asked;
  const account = await hubAccount(env);
  await tellBaseLicense(asked, name, account);
  const bytes = made.listing.reduce((sum, item) => sum + item.bytes, 0);
  const message = textOf(values, "message") ?? `Add a package for the browser (${formatBytes(bytes)})`;
  const isPrivate = values["private"] === true;
  const upload = { ...made, obsolete, message, isPrivate, isPullRequest: values["pr"] === true };
  await publishWithBar(asked, (onProgress) =>
    publishToHub({ ...upload, repo: { type: "model", name } }, { account, world: realWorld(), onProgress }),
  );
  if (values["space"] === true) await toSpace(asked, name, account, isPrivate);
}

async function toSpace(asked: Asked, name: string, account: Account, isPrivate: boolean): Promise<void> {
  const { made, license, site, values } = asked;
  const shown = shownOf(readCardDocument(made.card.text).body);
  const words = { title: shown.title || made.manifest.name, summary: shown.summary, license, model: name };
  const files = [...site, { path: "README.md", content: new Blob([spaceCard(words)]) }];
  const message = textOf(values, "message") ?? "Add the site";
  const upload = { files, listing: await listFiles(files, hexDigest), message, isPrivate };
  await publishWithBar(asked, (onProgress) =>
    publishToHub({ ...upload, repo: { type: "space", name } }, { account, world: realWorld(), onProgress }),
  );
}

/** Publishes the site on GitHub Pages. @throws Refusal `not_published` */
export async function toGitHub(asked: Asked, name: string, env: Environment): Promise<void> {
  const account = gitHubAccount(env);
  const message = textOf(asked.values, "message") ?? "Publish the site";
  const paths = asked.site.map(({ path }) => path);
  const { paths: gone, isCut } = await listReplaced(name, paths, { account, world: realWorld() });
  if (gone.length > 0) asked.io.stderr.write(`Will be removed from gh-pages: ${gone.join(", ")}\n`);
  if (isCut) asked.io.stderr.write("gh-pages has more files than GitHub lists; others may be removed, too.\n");
  await publishWithBar(asked, (onProgress) =>
    publishToPages(name, asked.site, message, { account, world: realWorld(), onProgress }),
  );
}

/** The licence of what the model was trained from, which its own must allow. */
async function tellBaseLicense({ made, license, io }: Asked, name: string, account: Account): Promise<void> {
  const base: unknown = readCardDocument(made.card.text).front.toJS()["base_model"];
  const [first] = [base].flat();
  if (typeof first !== "string" || first === name) return;
  const found = await readLicense(globalThis.fetch, account, first).catch(() => undefined);
  io.stderr.write(`Licence: ${license}. Its base model ${first}: ${found ?? "no licence was found"}.\n`);
}

/** Publishes with a bar, and tells the address. */
async function publishWithBar(
  { io }: Asked,
  work: (onProgress: (one: PublishProgress) => void) => Promise<{ readonly url: string; readonly isNew: boolean }>,
): Promise<void> {
  const bar = new ProgressBar(io.stderr);
  const published = work(({ step, fraction }) => bar.show(STEPS[step], fraction));
  const { url, isNew } = await published.finally(() => bar.clear());
  io.stdout.write(isNew ? `Published: ${url}\n` : `Nothing to do, it is there already: ${url}\n`);
}
