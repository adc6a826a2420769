import { HUB_URL } from "../contract/security-headers.ts";

/** The Hub that this build of the site loads foreign models from: a `meta` element names another than the real one. */
export function hubUrl(): string {
  return document.querySelector<HTMLMetaElement>("meta[name=hostless-hub]")?.content ?? HUB_URL;
}
