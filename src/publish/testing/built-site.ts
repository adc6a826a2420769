import type { PublishedFile } from "../package-files.ts";

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <title>quotes · Hostless</title>
    <meta name="site-card" content="{&quot;title&quot;:&quot;quotes&quot;}">
    <meta property="og:title" content="quotes · Hostless">
    <meta property="og:image" content="./picture.png">
    <meta name="description" content="Old.">
  </head>
  <body>
    <div id="root"><div>drawn <div>quotes</div></div></div>
    <noscript>
      <div>no script</div>
    </noscript>
  </body>
</html>
`;

/** What of a built site matters where another model moves in. */
export const BUILT: Readonly<Record<string, string>> = {
  "index.html": PAGE,
  "manifest.webmanifest":
    '{"name":"Hostless","short_name":"Hostless","description":"d","screenshots":[{"src":"screenshots/a.png"}],"icons":[]}',
  "sw.js":
    'l([{"revision":"aa00","url":"index.html"},{"revision":"bb11","url":"docs.html"},{"revision":"cc22","url":"manifest.webmanifest"}])',
  _headers: "/*\n",
  "assets/app.js": "1",
  "models/quotes/config.json": "old",
  "models/quotes/old.bin": "old",
  "models/quotes-small/config.json": "old",
  "picture.png": "old",
  "screenshots/a.png": "old",
};

export function builtFiles(files: Readonly<Record<string, string>> = BUILT): PublishedFile[] {
  return Object.entries(files).map(([path, text]) => ({ path, content: new Blob([text]) }));
}
