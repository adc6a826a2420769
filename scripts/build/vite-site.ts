import { existsSync, readFileSync } from "node:fs";
import type { Plugin } from "vite";
import { type ListedModel, MODEL_INDEX, parseModelIndex } from "../../src/contract/model-index.ts";
import { DEFAULT_TITLE, META_BUILT_SOURCE, META_MODEL } from "../../src/contract/site-meta.ts";
import { parseSiteSettings, SITE_SETTINGS, type SiteSettings } from "../../src/contract/site-settings.ts";
import { brandPage, COLOR_SHEET } from "../../src/publish/site/brand-page.ts";
import { writeMeta } from "../../src/publish/site/html-text.ts";
import { notFoundPage } from "../../src/publish/site/site-pages.ts";
import { colorSheet } from "../../src/publish/site/site-colors.ts";
import { sourceAddress } from "./addresses.ts";

const FILE = `public/${SITE_SETTINGS}`;

/** What the site's owner says of it, as the sources have it; nothing where they have no such file. @throws Refusal `malformed_file` */
export function ownersSettings(): SiteSettings {
  return existsSync(FILE) ? parseSiteSettings(readFileSync(FILE, "utf8"), FILE) : {};
}

/** Models that visitors may choose, where the sources have a list of them; a build makes it of the folders. @throws Refusal as it is read */
function ownersModels(): readonly ListedModel[] {
  const file = `public/${MODEL_INDEX}`;
  return existsSync(file) ? parseModelIndex(readFileSync(file, "utf8"), file) : [];
}

/**
 * Tells the pages where the sources of the build are. The development server brands them, too; a build is branded when it is
 * whole, by the very code that brands a finished one.
 */
export function sitePlugin(): Plugin {
  let isServed = false;
  return {
    name: "hostless-site",
    configResolved({ command }) {
      isServed = command === "serve";
    },
    transformIndexHtml: {
      order: "post",
      handler(html) {
        const source = sourceAddress(process.env);
        const settings = ownersSettings();
        const told = writeMeta(html, META_BUILT_SOURCE, source);
        // The page is drawn with this model: it belongs to it.
        const owned = writeMeta(told, META_MODEL, settings.model);
        return isServed ? brandPage(owned, settings, source, ownersModels()) : owned;
      },
    },
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "404.html", source: notFoundPage({ title: DEFAULT_TITLE }) });
    },
    configureServer(server) {
      server.middlewares.use(`/${COLOR_SHEET}`, (_request, response, next) => {
        const sheet = colorSheet(ownersSettings().colors);
        if (sheet === undefined) return next();
        response.setHeader("Content-Type", "text/css");
        response.end(sheet);
      });
    },
  };
}
