/** Text as an element's content and as an attribute's value in double quotes. */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&#x27;": "'",
};

/** The text of what {@link escapeText}, React or the bundler escaped. */
export function unescapeText(html: string): string {
  return html.replace(/&(?:amp|lt|gt|quot|#39|#x27);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** What a page's `meta` element of that name says; `undefined` where there is none. */
export function readMeta(html: string, name: string): string | undefined {
  const [, content] = new RegExp(`<meta name="${name}" content="([^"]*)"`).exec(html) ?? [];
  return content === undefined ? undefined : unescapeText(content);
}

/** The page with that `meta` element, or without it. */
export function writeMeta(html: string, name: string, content: string | undefined): string {
  const bare = html.replace(new RegExp(`^[ \\t]*<meta name="${name}" content="[^"]*"[^>]*>\\n?`, "m"), "");
  if (content === undefined) return bare;
  return bare.replace("</head>", () => `  <meta name="${name}" content="${escapeText(content)}">\n  </head>`);
}
