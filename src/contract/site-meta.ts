/** What a site is called whose owner has not said otherwise. */
export const DEFAULT_TITLE = "Hostless";

/** Names of the `meta` elements by which a page knows its site's settings without another request. */
export const SITE_META = {
  title: "application-name",
  source: "site-source",
  /** Where the build that the site was made of has its sources, whatever its owner names. */
  builtSource: "site-built-source",
  model: "site-model",
  hub: "hostless-hub",
  feedback: "site-feedback",
} as const;
