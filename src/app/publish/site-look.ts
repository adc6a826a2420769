import * as v from "valibot";
import { LONGEST_ICON, type PublishEdit, type SiteLook } from "../../contract/publishing.ts";
import { siteColor, siteSettings } from "../../contract/site-settings.ts";

/** The look as the site was built. */
export const BUILT_LOOK: SiteLook = {
  short_name: "",
  accent: "",
  accent_dark: "",
  page: "",
  page_dark: "",
  feedback_url: "",
};

export const COLORS = ["accent", "accent_dark", "page", "page_dark"] as const;
type TextField = keyof Omit<SiteLook, "icon">;

const FIELDS: Readonly<Record<TextField, v.GenericSchema>> = {
  accent: siteColor,
  accent_dark: siteColor,
  page: siteColor,
  page_dark: siteColor,
  short_name: siteSettings.entries.short_name,
  feedback_url: siteSettings.entries.feedback_url,
};

/** Whether a field is empty or what it may be. Colours that cannot be read together are found out by the publisher. */
export function isFieldRight(look: SiteLook, name: TextField): boolean {
  const text = look[name].trim();
  return text === "" || v.is(FIELDS[name], text);
}

/** Whether all that was typed of the look may be. */
export function hasRightLook({ look = BUILT_LOOK }: Pick<PublishEdit, "look">): boolean {
  return ([...COLORS, "short_name", "feedback_url"] as const).every((name) => isFieldRight(look, name));
}

/** An icon's file as it is kept; `undefined` for what is no picture of that kind, or too large. */
export async function readIcon(file: File): Promise<SiteLook["icon"]> {
  const [, kind = ""] = /\.(svg|png)$/i.exec(file.name) ?? [];
  const lower = v.safeParse(v.picklist(["svg", "png"]), kind.toLowerCase());
  if (!lower.success || file.size * 4 > LONGEST_ICON * 3 - 12) return undefined;
  const bytes = new Uint8Array(await file.arrayBuffer());
  // A PNG begins with its signature; a drawing is a text with its element.
  const isPng = bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47;
  const isRight = lower.output === "png" ? isPng : /<svg[\s/>]/i.test(new TextDecoder().decode(bytes));
  if (!isRight) return undefined;
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return { name: file.name, kind: lower.output, base64: btoa(binary) };
}
