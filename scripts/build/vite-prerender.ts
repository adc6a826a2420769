import { existsSync, readFileSync } from "node:fs";
import { type HtmlTagDescriptor, type Plugin, runnerImport } from "vite";
import type { ModelCard } from "../../src/contract/model-offer.ts";
import { BUILT_MODEL, MODELS_FOLDER } from "../../src/contract/own-model.ts";
import { siteAddress, sourceAddress } from "./addresses.ts";
import { ownersSettings } from "./vite-site.ts";

/** Picture of the page for previews of links; `make-picture.ts` draws it. */
const PICTURE = { file: "picture.png", width: "1200", height: "630" } as const;
const PLACE = '<div id="root"></div>';

/**
 * Draws the page into `index.html` when the site is built, so that it is seen before any script has come, and gives its head
 * what previews of links show. The card is that of the model in `public/`.
 */
export function prerenderPlugin(): Plugin {
  return {
    name: "hostless-prerender",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      async handler(html, { path }) {
        if (path !== "/index.html") return html;
        if (!html.includes(PLACE)) throw new Error(`index.html has no ${PLACE}.`);
        const model = ownersSettings().model ?? BUILT_MODEL;
        // What a repository's card says is not known here: the page draws itself once its script is there.
        if (model.includes("/")) return html;
        const drawn = await draw(model);
        const titled = html.replace(/<title>[^<]*<\/title>/, () => `<title>${escapeText(drawn.title)}</title>`);
        return {
          html: titled.replace(PLACE, () => PLACE.replace("><", () => `>${drawn.html}<`)),
          tags: [{ tag: "meta", attrs: { ...drawn.card }, injectTo: "head" }, ...previewTags(drawn)],
        };
      },
    },
  };
}

/** Not imported above: what the configuration imports restarts the dev server. */
async function draw(model: string) {
  const define = { __SOURCE__: JSON.stringify(sourceAddress(process.env)) };
  const options = { configFile: false, logLevel: "error", define } as const;
  const cards = await runnerImport<typeof import("../../src/worker/model-card.ts")>(
    "src/worker/model-card.ts",
    options,
  );
  const page = await runnerImport<typeof import("../../src/prerender.tsx")>("src/prerender.tsx", options);
  return page.module.prerender(readOwnCard(cards.module.readCard, model));
}

function readOwnCard(readCard: (readme: string | undefined, name: string) => ModelCard, name: string): ModelCard {
  const file = `public/${MODELS_FOLDER}/${name}/README.md`;
  return readCard(existsSync(file) ? readFileSync(file, "utf8") : undefined, name);
}

function previewTags({ title, description }: { title: string; description: string }): HtmlTagDescriptor[] {
  const site = siteAddress(process.env);
  const picture = `${site ?? "./"}${PICTURE.file}`;
  const about: Record<string, string> = {
    "og:type": "website",
    "og:title": title,
    "og:description": description,
    "og:image": picture,
    "og:image:width": PICTURE.width,
    "og:image:height": PICTURE.height,
    "og:image:alt": description,
    ...(site !== undefined && { "og:url": site }),
  };
  const named = {
    description,
    "twitter:card": "summary_large_image",
    "twitter:title": title,
    "twitter:description": description,
    "twitter:image": picture,
  };
  const tag = (attrs: Record<string, string>): HtmlTagDescriptor => ({ tag: "meta", attrs, injectTo: "head" });
  return [
    ...Object.entries(about).map(([property, content]) => tag({ property, content })),
    ...Object.entries(named).map(([name, content]) => tag({ name, content })),
  ];
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
