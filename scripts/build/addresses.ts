import { parseAddress } from "../../src/contract/parse-address.ts";

/** Where the sources lie beside the site when nobody said where else; the build puts them there. */
export const SOURCE_ARCHIVE = "source.zip";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Address of the sources that a site was built from: `SOURCE_URL`, or what GitHub Actions and Netlify say of the
 * repository; else the archive that the build makes.
 */
export function sourceAddress(environment: Environment): string {
  const { SOURCE_URL, GITHUB_SERVER_URL, GITHUB_REPOSITORY, REPOSITORY_URL } = environment;
  const onGitHub = GITHUB_SERVER_URL && GITHUB_REPOSITORY && `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}`;
  const named = [SOURCE_URL, onGitHub, REPOSITORY_URL].find((one) => one !== undefined && isWebAddress(one));
  return named ?? `./${SOURCE_ARCHIVE}`;
}

/**
 * Address that the site will have, with a slash at its end: `SITE_URL`, or what Netlify, Cloudflare Pages and GitHub Actions
 * say. `undefined` where nobody does: a build works at any address, only previews of links want to know it.
 */
export function siteAddress(environment: Environment): string | undefined {
  const { SITE_URL, URL: netlify, CF_PAGES_URL, GITHUB_REPOSITORY } = environment;
  const named = [SITE_URL, netlify, CF_PAGES_URL, pagesAddress(GITHUB_REPOSITORY)];
  return named.find((one) => one !== undefined && isWebAddress(one))?.replace(/\/*$/, "/");
}

/** The repository that a package is published from, as npm's provenance compares it; nothing outside GitHub Actions. */
export function repositoryOf({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name }: Environment): object {
  return server && name ? { repository: { type: "git", url: `git+${server}/${name}.git` } } : {};
}

/** GitHub Pages: `owner.github.io/name/`, without the name for the repository that is the owner's page. */
function pagesAddress(repository: string | undefined): string | undefined {
  const [owner, name] = repository?.split("/") ?? [];
  if (!owner || !name) return undefined;
  const host = `${owner.toLowerCase()}.github.io`;
  return name.toLowerCase() === host ? `https://${host}/` : `https://${host}/${name}/`;
}

function isWebAddress(text: string): boolean {
  return /^https?:$/.test(parseAddress(text)?.protocol ?? "");
}
