/** The real Hub: its API, and the hosts that it redirects large files to. */
export const HUB_URL = "https://huggingface.co";
const HUB_SOURCES = ["https://*.huggingface.co", "https://*.hf.co", "https://*.xethub.hf.co"];
/** GitHub's REST API. */
export const GITHUB_URL = "https://api.github.com";
/** Where files go from the page that publishes, and from no other: the Hub's storage for large files, and GitHub. */
const PUBLISH_SOURCES = [
  "https://s3.us-east-1.amazonaws.com",
  "https://hf-hub-lfs-us-east-1.s3-accelerate.amazonaws.com",
  "https://hf-hub-lfs-us-east-1.s3.us-east-1.amazonaws.com",
  "https://hf-hub-lfs-eu-west-1.s3-accelerate.amazonaws.com",
  "https://hf-hub-lfs-eu-west-1.s3.eu-west-1.amazonaws.com",
  GITHUB_URL,
];

/** Another Hub than the real one. */
export interface OtherHub {
  readonly hub: string;
  /** The hosts that it has for large files; those of the real one where they are not named, as a mirror leads to them. */
  readonly hosts?: readonly string[] | undefined;
}

/**
 * Where pages may fetch from besides their own origin.
 * @param publishes whether it is the page that publishes
 */
export function connectSources(publishes: boolean, { hub, hosts }: OtherHub = { hub: HUB_URL }): readonly string[] {
  if (hosts !== undefined) return [hub, ...hosts, ...(publishes ? [GITHUB_URL] : [])];
  return [hub, ...HUB_SOURCES, ...(publishes ? PUBLISH_SOURCES : [])];
}

/** Names of the Trusted Types policies that page and worker create; no other code can create one. */
export const TRUSTED_TYPES = { urls: "app-urls", fallback: "default" } as const;

interface PolicyChoice {
  /** Where the policy is: in a response's header, or in a `meta` element of the page. */
  readonly place: "header" | "meta";
  /** Of the page that publishes, which sends to more hosts than the others. A header is for all pages of a site. */
  readonly publishes?: boolean;
  /** Sources besides the own origin that may be fetched from. */
  readonly connect?: readonly string[];
  /** Inline scripts and styles that carry it may run: the development server's own. A built site has none. */
  readonly nonce?: string;
}

/**
 * The one content security policy: own code only, WebAssembly but no `eval`, requests to the own origin and the Hub.
 * `blob:` workers inherit the page's policy, where a worker from an address has only what its own response says: nothing
 * on a host without headers. So the model's thread starts from a `blob:`, on every host alike. Both policies count where a
 * header and a page's own are there: the pages without publishing keep the stricter one.
 */
export function contentSecurityPolicy(choice: PolicyChoice): string {
  const { place, nonce, publishes = place === "header" } = choice;
  const connect = choice.connect ?? connectSources(publishes);
  const own = nonce === undefined ? "'self'" : `'self' 'nonce-${nonce}'`;
  const directives = [
    "default-src 'none'",
    `script-src ${own} 'wasm-unsafe-eval'`,
    "worker-src 'self' blob:",
    `connect-src ${["'self'", ...connect].join(" ")}`,
    `style-src ${own}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${TRUSTED_TYPES.urls} ${TRUSTED_TYPES.fallback}`,
  ];
  // Browsers ignore this one in a meta element, and say so in the console.
  if (place === "header") directives.push("frame-ancestors *");
  return directives.join("; ");
}

/**
 * The headers of every response of the site. Isolation gives threads to WebAssembly; `Document-Isolation-Policy` gives
 * them inside a frame whose embedder is not isolated, too. Any site may frame this one: what costs something starts by a
 * click inside the frame.
 */
export function securityHeaders(choice: Omit<PolicyChoice, "place"> = {}): Readonly<Record<string, string>> {
  return {
    "Content-Security-Policy": contentSecurityPolicy({ place: "header", ...choice }),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Document-Isolation-Policy": "isolate-and-credentialless",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
  };
}

/** A `_headers` file as Netlify and Cloudflare Pages read it. */
export function headersFile(headers: Readonly<Record<string, string>>): string {
  const block = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
  return [
    "/*",
    ...block,
    "",
    "/assets/*",
    "  Cache-Control: public, max-age=31536000, immutable",
    "",
    "/sw.js",
    "  Cache-Control: no-store",
    "",
    // A module of another origin is fetched with CORS.
    "/sdk.js",
    "  Access-Control-Allow-Origin: *",
    "",
  ].join("\n");
}
