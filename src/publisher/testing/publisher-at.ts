import { builtFiles } from "../../publish/testing/built-site.ts";
import { type Files, sourceOf } from "../../publish/testing/package-source.ts";
import { listSite, SITE_FILES } from "../../publish/site/site-files.ts";
import { createPublisher } from "../create-publisher.ts";
import type { PublisherWorld } from "../publisher-world.ts";

export const SITE = "https://site.test/";

const NO_SHELF: PublisherWorld["shelf"] = { list: async () => [], files: async () => undefined };

interface Hosts {
  readonly hubUrl: string;
  readonly gitHubUrl?: string;
  /** The kept model. */
  readonly files: Files;
  /** Kept adapters. */
  readonly shelf?: PublisherWorld["shelf"];
  /** Files of the site beside those of a build, such as the document of its id. */
  readonly beside?: Readonly<Record<string, string>>;
}

/** A publisher on a site that is nowhere but in this memory; what it asks of other addresses goes there. */
export async function publisherAt({ hubUrl, gitHubUrl = hubUrl, files, beside = {}, shelf = NO_SHELF }: Hosts) {
  const { sha256 } = sourceOf(files);
  const built = builtFiles();
  const listed = [...built, { path: SITE_FILES, content: new Blob([await listSite(built, sha256)]) }];
  const site = new Map([
    ...listed.map(({ path, content }) => [path, content] as const),
    ...Object.entries(beside).map(([path, text]) => [path, new Blob([text])] as const),
  ]);
  const closed: string[] = [];
  const world: PublisherWorld = {
    hubUrl,
    gitHubUrl,
    siteBase: SITE,
    sha256,
    shelf,
    wait: async () => undefined,
    async fetch(input, init) {
      const url = input instanceof Request ? input.url : `${input}`;
      init?.signal?.throwIfAborted();
      if (!url.startsWith(SITE)) return fetch(input, init);
      const content = site.get(url.slice(SITE.length));
      return content === undefined ? new Response(null, { status: 404 }) : new Response(content);
    },
    store: {
      take: async (id) => ({
        name: id,
        files: new Map(Object.entries(files).map(([path, bytes]) => [path, new Blob([bytes])])),
        close: async () => void closed.push(id),
      }),
    },
  };
  return { publisher: createPublisher(world), world, site, closed };
}
