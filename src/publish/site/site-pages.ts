import { DEFAULT_TITLE } from "../../contract/site-meta.ts";
import type { SiteSettings } from "../../contract/site-settings.ts";
import { forgetModel, iconType } from "./brand-page.ts";
import { escapeText } from "./html-text.ts";
import { accentOf, groundsOf } from "./site-colors.ts";

/** What a site says of itself before its model is there. */
export interface SiteWords {
  readonly title: string;
  readonly summary: string;
}

/**
 * The page under other words. What was drawn into it belongs to the model that it was built with and goes; the page draws
 * itself once its script is there.
 */
export function retitlePage(html: string, { title, summary }: SiteWords): string {
  const said: Record<string, string> = {
    description: summary,
    "og:title": title,
    "og:description": summary,
    "twitter:title": title,
    "twitter:description": summary,
    "twitter:card": "summary",
  };
  return forgetModel(html)
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escapeText(title)}</title>`)
    .replace(
      /(<meta (?:name|property)="([\w:]+)" content=")[^"]*(")/g,
      (whole, before: string, name: string, after: string) => {
        const text = said[name];
        return text === undefined ? whole : before + escapeText(text) + after;
      },
    );
}

/** Icons of the app as it was built. */
const BUILT_ICONS = [
  { src: "icons/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" },
  { src: "icons/icon-192.png", sizes: "192x192", type: "image/png", purpose: "any" },
  { src: "icons/icon-512.png", sizes: "512x512", type: "image/png", purpose: "any" },
  { src: "icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
];
const SHORT = 30;

/** What an icon's file says of itself: its width and height where it is a picture of pixels. */
export interface SiteIcon {
  readonly path: string;
  readonly sizes: string;
}

/** The app's manifest as its owner has it. */
export function brandApp(text: string, settings: SiteSettings, icon: SiteIcon | undefined): string {
  const { title = DEFAULT_TITLE, short_name = [...title].slice(0, SHORT).join(""), colors } = settings;
  const { shortcuts = [], ...manifest } = JSON.parse(text);
  const own = icon && [{ src: icon.path, sizes: icon.sizes, type: iconType(icon.path), purpose: "any" }];
  const icons = own ?? BUILT_ICONS;
  const look = { theme_color: accentOf(colors), background_color: groundsOf(colors).light, icons };
  // A shortcut without an icon has the app's.
  const plain = shortcuts.map(({ icons: _own, ...shortcut }: Readonly<Record<string, unknown>>) => shortcut);
  return `${JSON.stringify({ ...manifest, name: title, short_name, ...look, ...(shortcuts.length > 0 && { shortcuts: own ? plain : shortcuts }) }, undefined, 2)}\n`;
}

/** The app's manifest with another summary, and without pictures of the model that it came with. */
export function describeApp(text: string, { summary }: SiteWords): string {
  const { screenshots: _pictures, ...manifest } = JSON.parse(text);
  return `${JSON.stringify({ ...manifest, ...(summary && { description: summary }) }, undefined, 2)}\n`;
}

/** The service worker with these revisions of files that it keeps: without them no visitor who was here before sees the new ones. */
export function reviseFiles(worker: string, revisions: ReadonlyMap<string, string>): string {
  return worker.replace(
    /(\{"revision":")[0-9a-f]+(","url":"([^"]+)"\})/g,
    (whole, before: string, after: string, url: string) => {
      const revision = revisions.get(url);
      return revision === undefined ? whole : before + revision + after;
    },
  );
}

/** The service worker keeping these files as well, and none that is gone. */
export function keepFiles(worker: string, added: readonly string[], gone: readonly string[]): string {
  const entry = (url: string) => `{"revision":"0","url":"${url}"}`;
  const bare = [...gone, ...added].reduce(
    (text, url) => text.replace(new RegExp(`\\{"revision":"[0-9a-f]+","url":"${url.replaceAll(".", "\\.")}"\\},`), ""),
    worker,
  );
  return bare.replace('{"revision":', () => `${added.map((url) => `${entry(url)},`).join("")}{"revision":`);
}

/** The page has no script that could choose one. */
const NOT_FOUND = [
  [
    "de",
    "Unter dieser Adresse gibt es keine Seite. Vielleicht fehlt ein Teil des Links: Kopieren Sie ihn noch einmal ganz.",
  ],
  ["es", "No hay ninguna página en esta dirección. Quizá falta una parte del enlace: cópielo de nuevo entero."],
  ["fr", "Il n’y a pas de page à cette adresse. Il manque peut-être une partie du lien : recopiez-le en entier."],
  ["pt", "Não há página neste endereço. Talvez falte uma parte do link: copie-o de novo, inteiro."],
  ["zh", "此地址没有页面。链接可能不完整，请重新完整复制。"],
] as const;

/** What hosts show for an address without a file. */
export function notFoundPage({ title }: Pick<SiteWords, "title">): string {
  const name = escapeText(title);
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'" />
    <title>Not found · ${name}</title>
  </head>
  <body>
    <h1>Not found</h1>
    <p>There is no page at this address. A part of the link may have been lost on its way: copy it anew, whole.</p>
${NOT_FOUND.map(([lang, text]) => `    <p lang="${lang}">${text}</p>`).join("\n")}
    <p><a href="./">${name}</a>. If that leads here again, take the last part of the address away.</p>
    <p>
      A model of the Hugging Face Hub opens with <code>#model=owner/name</code> behind the site's address. Routes of the API
      (<code>api/…</code>) answer pages of this site once it has been open in this browser, and nobody else. Without a network, only
      pages that are kept on this device can be shown.
    </p>
  </body>
</html>
`;
}
