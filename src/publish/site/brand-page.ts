import { connectSources, type OtherHub } from "../../contract/security-headers.ts";
import { BUILT_MODEL } from "../../contract/own-model.ts";
import {
  DEFAULT_TITLE,
  META_FEEDBACK,
  META_HUB,
  META_MODEL,
  META_MODELS,
  META_SOURCE,
  META_TITLE,
} from "../../contract/site-meta.ts";
import type { SiteSettings } from "../../contract/site-settings.ts";
import { escapeText, readMeta, unescapeText, writeMeta } from "./html-text.ts";
import { groundsOf } from "./site-colors.ts";

/** Style sheet with an owner's colours, at the site's base. */
export const COLOR_SHEET = "site.css";
const SHEET_LINK = `<link rel="stylesheet" href="./${COLOR_SHEET}">`;
const BUILT_ICON = "icons/icon.svg";
const BUILT_TOUCH_ICON = "icons/icon-192.png";

/** Where the page has the choice of a model, below its heading, as `app/parts/model-choice.tsx` draws it before the list is there. */
const CHOICE_PLACE = '<div class="min-h-11"></div>';
const DRAWN_HEADING = "</header>";

/** What was drawn into the page when the site was built; it ends where the lines for those without scripts begin. */
const ROOT = /<div id="root">[\s\S]*<\/div>(?=\s*<noscript>)/;
/** What the site was built with, and its picture, which shows a sentence of the model that it came with. */
const OTHER_MODEL = /^\s*<meta (?:name="(?:site-card|twitter:image)"|property="og:(?:image[\w:]*|url)") [^>]*>\n/gm;

/**
 * A page of a built site under its owner's settings, whatever it was branded with before: what they leave out is as it was built.
 * @param builtSource where the sources of the build are
 * @param models among which visitors may choose
 * @param publishes whether it is the page that publishes
 */
export function brandPage(
  html: string,
  settings: SiteSettings,
  builtSource: string,
  models: readonly { readonly name: string }[] = [],
  publishes = false,
): string {
  const title = settings.title ?? DEFAULT_TITLE;
  const other = otherHub(settings);
  const isOtherModel = settings.model !== readMeta(html, META_MODEL);
  const renamed = (isOtherModel ? forgetModel(html) : html)
    .replace(/(<title>)([^<]*)(<\/title>)/, renamer(html, title))
    .replace(/(<meta (?:name|property)="(?:og|twitter):title" content=")([^"]*)(")/g, renamer(html, title));
  const metas: Readonly<Record<string, string | undefined>> = {
    [META_TITLE]: title,
    [META_SOURCE]: settings.source_url ?? builtSource,
    [META_MODEL]: settings.model,
    [META_MODELS]: models.length > 0 ? models.map(({ name }) => name).join(",") : undefined,
    [META_HUB]: other?.hub,
    [META_FEEDBACK]: settings.feedback_url,
  };
  const redrawn = renamed.replace(ROOT, (drawn) =>
    placeChoice(redraw(drawn, html, settings, builtSource), models.length > 0),
  );
  const said = Object.entries(metas).reduce((page, [name, content]) => writeMeta(page, name, content), redrawn);
  return withIcon(withColors(allowHub(said, publishes, other), settings), settings.icon);
}

/** What is called in the page to read: before the version in its two headings, and as the model of an example. */
const REFERENCE_TITLE = /(<title>|<main><h1>)[^<]*( [^ <]*<\/)/g;
const REFERENCE_MODEL = /(&quot;model&quot;: )&quot;(?:\\.|(?!&quot;).)*&quot;/g;

/** The page to read on the API under the site's name and its model's, in those places alone, whatever they said before. */
export function brandReference(html: string, { title = DEFAULT_TITLE }: SiteSettings, model = BUILT_MODEL): string {
  return html
    .replace(REFERENCE_TITLE, (_all, before: string, after: string) => before + escapeText(title) + after)
    .replace(REFERENCE_MODEL, (_all, before: string) => before + escapeText(JSON.stringify(model)));
}

/** The page without what belongs to the model that it was drawn with. */
export function forgetModel(html: string): string {
  return html.replace(OTHER_MODEL, "").replace(ROOT, () => '<div id="root"></div>');
}

/** The name in a title gives way to another: alone, behind a dot, or before what the page is. */
function renamer(html: string, title: string) {
  const old = escapeForRegExp(readMeta(html, META_TITLE) ?? DEFAULT_TITLE);
  const name = new RegExp(`(^| · )${old}( API)?$`);
  return (_whole: string, before: string, text: string, after: string) =>
    before + escapeText(unescapeText(text).replace(name, (_all, dot, api = "") => `${dot}${title}${api}`)) + after;
}

/** What was drawn says the name of the site, and leads to its sources. */
function redraw(drawn: string, html: string, { title = DEFAULT_TITLE, source_url }: SiteSettings, built: string) {
  const [from, to] = [readMeta(html, META_TITLE) ?? DEFAULT_TITLE, title].map(escapeText);
  const source = escapeText(readMeta(html, META_SOURCE) ?? built);
  return drawn
    .replaceAll(`aria-label="${from}"`, () => `aria-label="${to}"`)
    .replaceAll(`>${from}</a>`, () => `>${to}</a>`)
    .replaceAll(`href="${source}"`, () => `href="${escapeText(source_url ?? built)}"`);
}

/** What was drawn, with room for the choice of a model where there is one. */
function placeChoice(drawn: string, isThere: boolean): string {
  const bare = drawn.replace(CHOICE_PLACE, "");
  return isThere ? bare.replace(DRAWN_HEADING, () => DRAWN_HEADING + CHOICE_PLACE) : bare;
}

/** The Hub that a site's owner names; none for the real one. */
export function otherHub({ hub_url, hub_hosts }: SiteSettings): OtherHub | undefined {
  const bare = (host: string) => host.replace(/\/$/, "");
  return hub_url === undefined ? undefined : { hub: bare(hub_url), hosts: hub_hosts?.map(bare) };
}

const CONNECT = /(connect-src (?:'|&#39;)self(?:'|&#39;) )([^;"]+)(?=;)/g;

/**
 * Another Hub and its hosts in the place of those that a policy names, in a page, a file of headers or the service worker.
 * @param publishes whether the policy is that of the page that publishes, or of all pages
 */
export function allowHub(text: string, publishes: boolean, other?: OtherHub): string {
  return text.replace(CONNECT, (_all, before: string) => before + connectSources(publishes, other).join(" "));
}

function withColors(html: string, { colors }: SiteSettings): string {
  const grounds = groundsOf(colors);
  const page = html
    .replaceAll(`    ${SHEET_LINK}\n`, "")
    .replace(
      /(<meta name="theme-color" content=")[^"]*(" media="\(prefers-color-scheme: (light|dark)\)")/g,
      (_all, before: string, after: string, scheme: string) =>
        before + (scheme === "light" ? grounds.light : grounds.dark) + after,
    );
  return hasColors(colors) ? page.replace("  </head>", () => `    ${SHEET_LINK}\n  </head>`) : page;
}

/** Whether a site has colours of its own. */
export function hasColors(colors: SiteSettings["colors"]): boolean {
  return colors !== undefined && Object.keys(colors).length > 0;
}

/** A phone's home screen takes no drawing: it gets the picture where the icon is one. */
function withIcon(html: string, icon: string | undefined): string {
  const own = icon ?? BUILT_ICON;
  const touch = icon?.toLowerCase().endsWith(".png") ? icon : BUILT_TOUCH_ICON;
  return html
    .replace(/<link rel="icon" [^>]*>/, () => `<link rel="icon" href="./${own}" type="${iconType(own)}" />`)
    .replace(/<link rel="apple-touch-icon" [^>]*>/, () => `<link rel="apple-touch-icon" href="./${touch}" />`);
}

export function iconType(path: string): string {
  return path.toLowerCase().endsWith(".svg") ? "image/svg+xml" : "image/png";
}

function escapeForRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
