/** The address of a site as people write it down: without what goes without saying. */
export function addressOf(page: URL): string {
  return (page.host + page.pathname).replace(/\/(?:index\.html)?$/, "");
}
