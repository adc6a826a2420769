/** Licences as the Hub names them, those that models have most often first; any other can be written. */
export const LICENSES: readonly (readonly [id: string, name: string])[] = [
  ["mit", "MIT"],
  ["apache-2.0", "Apache 2.0"],
  ["cc-by-4.0", "CC BY 4.0"],
  ["cc-by-sa-4.0", "CC BY-SA 4.0"],
  ["cc-by-nc-4.0", "CC BY-NC 4.0"],
  ["cc-by-nc-sa-4.0", "CC BY-NC-SA 4.0"],
  ["cc0-1.0", "CC0 1.0"],
  ["openrail", "OpenRAIL"],
  ["gpl-3.0", "GPL 3.0"],
  ["agpl-3.0", "AGPL 3.0"],
  ["lgpl-3.0", "LGPL 3.0"],
  ["bsd-3-clause", "BSD 3-Clause"],
  ["unlicense", "Unlicense"],
];

/** As the Hub writes identifiers. */
export function isLicenseId(text: string): boolean {
  return /^[\w.-]{1,60}$/.test(text);
}
