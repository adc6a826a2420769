import { Document } from "yaml";
import { securityHeaders } from "../../contract/security-headers.ts";

/** Headers that a static Space may set; without them threads come after a reload. */
const HEADERS = ["Cross-Origin-Embedder-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy"] as const;

interface SpaceWords {
  readonly title: string;
  readonly summary: string;
  readonly license: string;
  /** Repository of the model, which the Hub links with it. */
  readonly model: string;
}

/** `README.md` of a static Space: what the Hub runs it by. */
export function spaceCard({ title, summary, license, model }: SpaceWords): string {
  const own = securityHeaders();
  const front = new Document({
    title,
    emoji: "✍️",
    colorFrom: "green",
    colorTo: "gray",
    sdk: "static",
    app_file: "index.html",
    pinned: false,
    license,
    ...(summary && { short_description: summary.slice(0, 60) }),
    models: [model],
    custom_headers: Object.fromEntries(HEADERS.map((name) => [name.toLowerCase(), own[name]])),
  });
  return `---\n${front.toString({ lineWidth: 0, indentSeq: false })}---\n\n# ${title}\n\n${summary}\n`;
}
