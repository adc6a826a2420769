/**
 * The addresses under which a file may lie that answers a request: its own without query (a share target adds one) and
 * fragment, and what hosts make of it that strip names: `index.html` for a folder, `docs.html` for `docs`.
 */
export function fileAddresses(address: string): string[] {
  const url = new URL(address);
  url.search = "";
  url.hash = "";
  const { href } = url;
  if (href.endsWith("/")) return [`${href}index.html`];
  return isNamed(url) ? [href] : [href, `${href}.html`];
}

/** Some hosts show a page as a folder, too, from which its relative addresses would lead nowhere: `docs` for `docs/`. */
export function withoutSlash(address: string): string | undefined {
  const url = new URL(address);
  if (!url.pathname.endsWith("/")) return undefined;
  url.pathname = url.pathname.slice(0, -1);
  return isNamed(url) ? undefined : url.href;
}

/** Whether the last part of the path has an ending, or is none. */
function isNamed({ pathname }: URL): boolean {
  const name = pathname.slice(pathname.lastIndexOf("/") + 1);
  return name === "" || name.includes(".");
}
