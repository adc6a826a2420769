import * as v from "valibot";
import { refuse } from "../../contract/outcome.ts";
import { brokenFailure } from "../host-failure.ts";
import { CARD } from "../card/card-document.ts";
import type { PackageSource } from "../package-files.ts";
import type { Account } from "../publish-world.ts";
import { type HubRepo, refusalOf } from "./hub-repo.ts";

const CONFIG = "config.json";
const MANIFEST = "manifest.json";
/** What weights and graphs must agree on. */
const SIZES = ["vocab_size", "n_positions", "n_embd", "n_layer", "n_head"] as const;
/** How stock transformers.js finds our files; it takes nothing from others. */
const OWN_KEY = "transformers.js_config";

const anyObject = v.looseObject({});
const listed = v.object({ files: v.array(v.object({ path: v.string() })) });

/** How a package goes beside what a repository has already. */
export interface Fitted {
  /** Files that take the place of the package's own. */
  readonly changed: Readonly<Record<string, string>>;
  /** The repository's own card, where it has one. */
  readonly card?: string;
  /** Files of an older package, of which the new one has none. */
  readonly obsolete: readonly string[];
}

/**
 * Reads what a repository has and says how a package fits beside it: a checkpoint's configuration keeps every entry, so that the
 * weights load as before; in a pull request the card stays its owner's; parts of an older package go.
 * @throws Refusal `not_published` where the repository holds a model of another size
 */
export async function fitRepository(
  fetcher: typeof fetch,
  account: Account,
  repo: HubRepo,
  source: PackageSource,
  isPullRequest: boolean,
): Promise<Fitted> {
  const read = (path: string) => readText(fetcher, account, repo, path);
  const [config, card, manifest] = await Promise.all([read(CONFIG), read(CARD), read(MANIFEST)]);
  const own = v.safeParse(listed, parseJson(await (await source.read(MANIFEST))?.text()));
  const old = v.safeParse(listed, parseJson(manifest));
  const kept = new Set(own.success ? own.output.files.map(({ path }) => path) : []);
  // With a manifest it is an older package of ours, whose configuration ours takes the place of.
  const merged = config === undefined || old.success ? undefined : await mergeConfig(config, source, repo);
  return {
    changed: {
      ...(merged !== undefined && { [CONFIG]: merged }),
      ...(isPullRequest && card !== undefined && { [CARD]: card }),
    },
    ...(card !== undefined && { card }),
    obsolete: old.success ? old.output.files.map(({ path }) => path).filter((path) => !kept.has(path)) : [],
  };
}

async function mergeConfig(text: string, source: PackageSource, repo: HubRepo): Promise<string | undefined> {
  const theirs = parseObject(text);
  const ours = parseObject(await (await source.read(CONFIG))?.text());
  if (theirs === undefined || ours === undefined) return undefined;
  for (const name of SIZES) {
    const [there, here] = [theirs[name], ours[name]];
    if (there !== undefined && there !== here) {
      const sizes = { repo: repo.name, name, theirs: `${there}`, ours: `${here}` };
      throw refuse("not_published", "other_model", sizes);
    }
  }
  return `${JSON.stringify({ ...ours, ...theirs, [OWN_KEY]: ours[OWN_KEY] }, undefined, 2)}\n`;
}

/** @returns `undefined` where there is no such file @throws Refusal `not_published` where it cannot be read */
async function readText(fetcher: typeof fetch, { host, token }: Account, repo: HubRepo, path: string) {
  const place = `${host}/${repo.type === "space" ? "spaces/" : ""}${repo.name}/resolve/main/${path}`;
  const answer = await fetcher(place, { headers: { Authorization: `Bearer ${token}` } }).catch((error: unknown) => {
    throw brokenFailure(error, { host, token });
  });
  // Of a repository that is not there, the Hub says 401 or 404.
  if (answer.status === 401 || answer.status === 404) return undefined;
  if (!answer.ok) throw await refusalOf(answer, { host, token }, repo);
  return answer.text();
}

function parseObject(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  const found = v.safeParse(anyObject, parseJson(text));
  return found.success ? found.output : undefined;
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
