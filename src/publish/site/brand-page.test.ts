import { describe, expect, it } from "vitest";
import { contentSecurityPolicy, headersFile, securityHeaders } from "../../contract/security-headers.ts";
import type { SiteSettings } from "../../contract/site-settings.ts";
import { META_MODELS } from "../../contract/site-meta.ts";
import { openApiDocument } from "../../contract/api/openapi.ts";
import { referencePage } from "../../contract/api/reference-page.ts";
import { allowHub, brandPage, brandReference } from "./brand-page.ts";
import { escapeText, readMeta, writeMeta } from "./html-text.ts";

const SOURCE = "./source.zip";
const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy({ place: "meta" }).replaceAll("'", "&#39;")}">
    <title>quotes · Hostless</title>
    <meta name="theme-color" content="#f7f5f1" media="(prefers-color-scheme: light)" />
    <meta name="theme-color" content="#131415" media="(prefers-color-scheme: dark)" />
    <link rel="icon" href="./icons/icon.svg" type="image/svg+xml" />
    <link rel="apple-touch-icon" href="./icons/icon-192.png" />
    <meta name="site-card" content="{}">
    <meta property="og:title" content="quotes · Hostless">
    <meta name="twitter:image" content="./picture.png">
  </head>
  <body>
    <div id="root"><nav aria-label="Hostless"><a href="./">Hostless</a></nav><a href="${SOURCE}">Source</a></div>
    <noscript></noscript>
  </body>
</html>
`;
const brand = (settings: SiteSettings, html = PAGE) => brandPage(html, settings, SOURCE);

describe("brandPage", () => {
  it("names the models that visitors may choose, with room for the choice where the page is drawn; and takes both away again", () => {
    const drawn = PAGE.replace("</nav>", "</nav><header><h1>quotes</h1></header><main></main>");
    const models = [{ name: "poems" }, { name: "tales" }];
    const page = brandPage(drawn, {}, SOURCE, models);
    expect(readMeta(page, META_MODELS)).toBe("poems,tales");
    expect(page).toContain('</header><div class="min-h-11"></div><main>');
    expect(brandPage(page, {}, SOURCE, models)).toBe(page);
    expect(brandPage(page, {}, SOURCE)).toBe(brandPage(drawn, {}, SOURCE));
  });

  it("says the owner's title wherever the page says one, before any script has come", () => {
    const page = brand({ title: "Poems & <more>" });
    expect(page).toContain("<title>quotes · Poems &amp; &lt;more></title>");
    expect(page).toContain('<meta property="og:title" content="quotes · Poems &amp; &lt;more>">');
    expect(page).toContain('<nav aria-label="Poems &amp; &lt;more>"><a href="./">Poems &amp; &lt;more></a>');
    expect(page).not.toContain("Hostless");
    expect(readMeta(page, "application-name")).toBe("Poems & <more>");
  });

  it.each([
    ["Hostless API", "Poems API"],
    ["Publish · Hostless", "Publish · Poems"],
    ["Hostless", "Poems"],
    ["Not Hostless at all", "Not Hostless at all"],
  ])("makes of the title %s the title %s", (before, after) => {
    expect(brand({ title: "Poems" }, PAGE.replace("quotes · Hostless", before))).toContain(`<title>${after}</title>`);
  });

  it("is the page as it was built again where the settings are taken back", () => {
    const built = brand({});
    const settings: SiteSettings = {
      title: "My site (1.0)",
      colors: { accent: "#7a1f5c", page: "#ffffff" },
      icon: "icons/site.png",
      hub_url: "https://hub.example/",
      source_url: "https://example.org/",
      feedback_url: "mailto:me@example.org",
    };
    expect(brand({}, brand(settings, built))).toBe(built);
    expect(brand(settings, brand(settings, built))).toBe(brand(settings, built));
  });

  it("has the owner's colours, icon, sources and address for reports", () => {
    const page = brand({
      colors: { page: "#ffffff" },
      icon: "icons/site.png",
      source_url: "https://example.org/a?b&c",
      feedback_url: "https://example.org/?q={text}",
    });
    expect(page).toContain('<link rel="stylesheet" href="./site.css">');
    expect(page).toContain('content="#ffffff" media="(prefers-color-scheme: light)"');
    expect(page).toContain('content="#131415" media="(prefers-color-scheme: dark)"');
    expect(page).toContain('<link rel="icon" href="./icons/site.png" type="image/png" />');
    expect(page).toContain('<link rel="apple-touch-icon" href="./icons/site.png" />');
    expect(page).toContain('<a href="https://example.org/a?b&amp;c">Source</a>');
    expect(readMeta(page, "site-feedback")).toBe("https://example.org/?q={text}");
    expect(readMeta(brand({}), "site-feedback")).toBeUndefined();
  });

  it("has nothing drawn of the model that it was built with where the owner opens another", () => {
    const page = brand({ model: "poems" });
    expect(page).toContain('<div id="root"></div>');
    expect(page).not.toMatch(/site-card|picture/);
    const drawn = writeMeta(PAGE, "site-model", "poems");
    expect(brand({ model: "poems" }, drawn)).toContain("site-card");
  });

  it("allows the owner's Hub in place of the other, and nothing more", () => {
    const page = brand({ hub_url: "https://hub.example/" });
    expect(page).toContain("connect-src &#39;self&#39; https://hub.example https://*.huggingface.co");
    expect(readMeta(page, "hostless-hub")).toBe("https://hub.example");
    const headers = allowHub(headersFile(securityHeaders()), true, { hub: "https://hub.example" });
    expect(headers).toContain("connect-src 'self' https://hub.example https://*.huggingface.co");
    expect(allowHub(headers, true)).toBe(headersFile(securityHeaders()));
  });

  it("allows no other host than those that the owner names for that Hub, and GitHub where it publishes", () => {
    const settings = { hub_url: "https://hub.example", hub_hosts: ["https://files.example/", "http://localhost:9"] };
    const page = brand(settings);
    expect(page).toContain("connect-src &#39;self&#39; https://hub.example https://files.example http://localhost:9;");
    expect(brandPage(PAGE, settings, "./source.zip", [], true)).toContain("http://localhost:9 https://api.github.com;");
    // A page that names GitHub, as a stranger's build may, does not publish for that.
    expect(brand(settings, PAGE.replace("xethub.hf.co;", "xethub.hf.co https://api.github.com;"))).toBe(page);
    expect(brand({}, page)).toBe(brand({}));
  });
});

describe("brandReference", () => {
  const BUILT = referencePage(openApiDocument("1.2.3"), { more: "<p>Called from a Hostless site: the p of it.</p>" });
  const NAMES = [
    ["p", "text"],
    ["GPT-2", "prompt"],
    ["Poems & <more>", 'owner/a "b"'],
  ] as const;

  it.each(NAMES)("writes the name %s and the model %s in headings and examples, and nowhere else", (title, model) => {
    const page = brandReference(BUILT, { title }, model);
    const [name, example] = [title, JSON.stringify(model)].map(escapeText);
    expect(page).toBe(
      BUILT.replace(/Hostless 1\.2\.3/g, () => `${name} 1.2.3`).replaceAll("&quot;quotes&quot;", () => example ?? ""),
    );
    expect(page).toContain(`<title>${name} 1.2.3</title>`);
    expect(page).toContain(`&quot;model&quot;: ${example}`);
  });

  it("is the page as it was built again, whatever it was called in between", () => {
    const named = NAMES.reduce((page, [title, model]) => brandReference(page, { title }, model), BUILT);
    expect(named).toBe(brandReference(BUILT, { title: NAMES[2][0] }, NAMES[2][1]));
    expect(brandReference(named, {})).toBe(BUILT);
  });
});
