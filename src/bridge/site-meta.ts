/** What the head of the page says of this site; `undefined` where it does not, and where the page is drawn without a browser. */
export function readSiteMeta(name: string): string | undefined {
  return globalThis.document?.querySelector<HTMLMetaElement>(`meta[name=${name}]`)?.content;
}
