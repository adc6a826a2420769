/** What a site is called whose owner has not said otherwise. */
export const DEFAULT_TITLE = "Hostless";

// Names of the `meta` elements by which a page knows its site's settings without another request. Each by itself: a page carries those that it reads.
export const META_TITLE = "application-name";
export const META_SOURCE = "site-source";
/** Where the build that the site was made of has its sources, whatever its owner names. */
export const META_BUILT_SOURCE = "site-built-source";
export const META_MODEL = "site-model";
export const META_HUB = "hostless-hub";
export const META_FEEDBACK = "site-feedback";
/** Names of the models that visitors may choose among, by commas. */
export const META_MODELS = "site-models";
