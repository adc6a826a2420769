/**
 * Every name under which something is stored on the visitor's device, by the place where it lies. An origin such as
 * `user.github.io` is shared with other sites, so each name begins with ours. A name that changes loses what visitors have
 * there: one with a number in it changes when what is there changes its form. ARCHITECTURE.md has the same list, with what
 * each holds and when it goes.
 */

/** In the origin private file system: a folder of models, with a folder of files and one of notes in it. */
export const OPFS_FOLDERS = { models: "hostless-models-1", blobs: "blobs", notes: "notes" } as const;

/** Of the Cache API: models where there is no OPFS, and the files of the API's page, followed by the site's scope. */
export const CACHES = { models: "hostless-models-1", docs: "workbox-docs-" } as const;

/** Of workbox's caches, all of which end with the site's scope. */
export const WORKBOX_PREFIX = "workbox-";

/** The same as {@link OPFS_FOLDERS} in the cache, which wants addresses; no request is ever made to these. */
export const CACHE_ADDRESSES = {
  blobs: "https://blobs.hostless.invalid/",
  notes: "https://notes.hostless.invalid/",
} as const;

/**
 * Notes of the store: the record of a model, followed by its id, the ETag of a begun file, followed by its name, the names of
 * files that are in use, where there are no locks to tell by, and one that tries whether anything can be written.
 */
export const NOTES = { model: "model-", etag: "etag-", inUse: "in-use-", trial: "trial-" } as const;

/** Databases of IndexedDB with their one table. */
export const DATABASES = {
  history: { name: "hostless-history", version: 1, table: "runs" },
  choices: { name: "hostless-choices", version: 1, table: "choices" },
  adapters: { name: "hostless-adapters", version: 1, table: "adapters" },
  training: { name: "hostless-training", version: 1, table: "notes" },
} as const;

/** Keys of `localStorage`; those that end with a colon are followed by a model's name. */
export const LOCAL_ITEMS = {
  /** Weights and backend that the visitor chose. */
  choice: "hostless:backend:",
  /** That a model was kept. */
  kept: "hostless:kept:",
  /** Also read by `public/first-paint.js`. */
  theme: "hostless:theme",
  /** Also read by `public/first-paint.js`. */
  language: "hostless:language",
  askedToKeep: "hostless:asked-to-keep",
  loadUnderWay: "hostless.load-under-way",
} as const;

/** Keys of `sessionStorage`. */
export const SESSION_ITEMS = {
  /** Followed by the page's path. */
  page: "hostless:page:",
  reloaded: "hostless:reloaded-for-threads",
} as const;

/**
 * Names of Web Locks: a file's is followed by its name in the store, the records' by `records`. The second is held, followed by
 * a file's name, while the file is in use.
 */
export const LOCKS = {
  file: "hostless:",
  inUse: "hostless:in-use:",
  load: "hostless-load",
  training: "hostless-training",
} as const;

/** Names of BroadcastChannels. */
export const CHANNELS = { progress: "hostless:progress" } as const;
