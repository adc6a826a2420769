import * as v from "valibot";
import { packagePath } from "./manifest.ts";
import { parseModelReference } from "./model-reference.ts";
import { oneLine } from "./one-line.ts";
import { siteModelName } from "./own-model.ts";
import { parseAddress } from "./parse-address.ts";
import { parseWith } from "./parse-with.ts";

/** Name of the file at a site's base in which its owner says what the site is called and how it looks. */
export const SITE_SETTINGS = "site.json";

const WEB = /^https:\/\/[^\s/?#@{}]+(?:[/?#]\S*)?$/i;
/** One's own machine, where a Hub or a form may be tried without encryption. */
const LOCAL = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:[/?#]\S*)?$/i;
const MAIL = /^mailto:[^\s?@]+@[^\s?@]+(?:\?\S*)?$/i;
const ORIGIN = /^https?:\/\/[^/?#]+\/?$/i;
/** A host as a policy of the browser names it: nothing that would be a second rule there, or a wildcard. */
const HOST = /^https?:\/\/(?:[a-z\d](?:[\w-]*[a-z\d])?(?:\.[a-z\d](?:[\w-]*[a-z\d])?)*|\[[\da-f:]+\])(?::\d+)?\/?$/i;

/** A colour as an owner writes it. */
export const siteColor = v.pipe(
  v.string("must be a colour such as #17594c"),
  v.regex(/^#[0-9a-f]{6}$/i, "must be a colour such as #17594c"),
);

const address = v.pipe(oneLine(1000), v.check(isWebAddress, "must be an address that begins with https://"));

const host = v.pipe(
  address,
  v.regex(ORIGIN, "must be an address without a path"),
  v.regex(HOST, "must be a host as browsers write it, such as https://hub.example or https://hub.example:8443"),
);

/** Colours of the page, in light and in dark; a dark one that is left out is made of the light one. */
const colors = v.strictObject({
  accent: v.exactOptional(siteColor),
  accent_dark: v.exactOptional(siteColor),
  page: v.exactOptional(siteColor),
  page_dark: v.exactOptional(siteColor),
});
export type SiteColors = v.InferOutput<typeof colors>;

/** `site.json`: all that its owner may say; what is left out stays as the site was built. */
export const siteSettings = v.strictObject({
  title: v.exactOptional(oneLine(80)),
  /** Below an icon on a phone. */
  short_name: v.exactOptional(oneLine(30)),
  colors: v.exactOptional(colors),
  /** A file of the site. */
  icon: v.exactOptional(v.pipe(packagePath, v.regex(/\.(?:svg|png)$/i, "must end in .svg or .png"))),
  /** A folder of `models/`, or a repository of the Hub. */
  model: v.exactOptional(
    v.pipe(
      oneLine(200),
      v.check(
        (text) => (text.includes("/") ? parseModelReference(text) !== undefined : v.is(siteModelName, text)),
        "must be the name of a folder of models/, or owner/name of the Hub",
      ),
    ),
  ),
  /** The Hub that models come from, where it is not Hugging Face's own. */
  hub_url: v.exactOptional(host),
  /** Other hosts from which that Hub sends large files, and to which it has them sent. */
  hub_hosts: v.exactOptional(
    v.pipe(v.array(host, "must be a list of hosts"), v.maxLength(8, "must have at most 8 hosts")),
  ),
  /** Id of this site at the Hub, where it has no document of its own. */
  oauth_client_id: v.exactOptional(v.pipe(oneLine(300), v.regex(/^\S+$/, "must have no spaces"))),
  /** Where the sources of this site are. */
  source_url: v.exactOptional(address),
  /** Where visitors report a sentence: a form, an issue tracker, or `mailto:`. */
  feedback_url: v.exactOptional(
    v.pipe(
      oneLine(1000),
      v.check(
        (text) => isWebAddress(text) || MAIL.test(text),
        "must be an address that begins with https:// or mailto:",
      ),
    ),
  ),
});
export type SiteSettings = v.InferOutput<typeof siteSettings>;

const checkedSettings = v.pipe(
  siteSettings,
  v.forward(
    v.partialCheck(
      [["hub_hosts"], ["hub_url"]],
      ({ hub_hosts, hub_url }) => hub_hosts === undefined || hub_url !== undefined,
      "must stand beside hub_url",
    ),
    ["hub_hosts"],
  ),
);

/** Reads `site.json`. @param path how it is called in a message @throws Refusal `malformed_file` that names field and value */
export function parseSiteSettings(text: string, path: string = SITE_SETTINGS): SiteSettings {
  return parseWith(checkedSettings, text, path);
}

/** What a browser takes as an address, too: a host with a bracket left open or a port beyond the last is none. */
function isWebAddress(text: string): boolean {
  return (WEB.test(text) || LOCAL.test(text)) && parseAddress(text) !== undefined;
}
