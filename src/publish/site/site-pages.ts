/** What a site says of itself before its model is there. */
export interface SiteWords {
  readonly title: string;
  readonly summary: string;
}

const ROOT = /<div id="root">[\s\S]*<\/div>(?=\s*<noscript>)/;
/** What the site was built with, and its picture, which shows a sentence of the model that it came with. */
const OTHER_MODEL = /^\s*<meta (?:name="(?:site-card|twitter:image)"|property="og:(?:image[\w:]*|url)") [^>]*>\n/gm;

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
  return html
    .replace(OTHER_MODEL, "")
    .replace(ROOT, () => '<div id="root"></div>')
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escapeText(title)}</title>`)
    .replace(
      /(<meta (?:name|property)="([\w:]+)" content=")[^"]*(")/g,
      (whole, before: string, name: string, after: string) => {
        const text = said[name];
        return text === undefined ? whole : before + escapeText(text) + after;
      },
    );
}

/** The app's manifest under another name, without pictures of the model that it came with. */
export function renameApp(text: string, { title, summary }: SiteWords): string {
  const { screenshots: _pictures, ...manifest } = JSON.parse(text);
  const named = { ...manifest, name: title, short_name: title.slice(0, 30), ...(summary && { description: summary }) };
  return `${JSON.stringify(named, undefined, 2)}\n`;
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

/** What hosts show for an address without a file. */
export function notFoundPage({ title }: SiteWords): string {
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
    <p>There is no such page here. <a href="./">${name}</a></p>
  </body>
</html>
`;
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
