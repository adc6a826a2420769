import type { SiteLook } from "../contract/publishing.ts";
import { parseSiteSettings, type SiteSettings } from "../contract/site-settings.ts";
import type { PublishedFile } from "../publish/package-files.ts";
import { colorSheet } from "../publish/site/site-colors.ts";

/** What a look makes of a site. */
interface SiteDress {
  readonly settings: SiteSettings;
  /** Files that come with the settings. */
  readonly added: readonly PublishedFile[];
}

/** A look as a site's settings have it, checked like their file. @throws Refusal `malformed_file` that names field and value */
export function dressSite(look: SiteLook | undefined): SiteDress {
  if (look === undefined) return { settings: {}, added: [] };
  const { short_name, accent, accent_dark, page, page_dark, feedback_url, icon } = look;
  const colors = said({ accent, accent_dark, page, page_dark });
  const path = icon && `icons/site.${icon.kind}`;
  const settings = parseSiteSettings(
    JSON.stringify({
      ...said({ short_name, feedback_url }),
      ...(Object.keys(colors).length > 0 && { colors }),
      ...(path !== undefined && { icon: path }),
    }),
  );
  colorSheet(settings.colors);
  const added = icon && path !== undefined ? [{ path, content: new Blob([bytesOf(icon.base64)]) }] : [];
  return { settings, added };
}

function said(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(texts)
      .map(([name, text]) => [name, text.trim()] as const)
      .filter(([, text]) => text !== ""),
  );
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
