import type { Plugin, Rolldown } from "vite";

/**
 * With a script that is imported late, a page fetches what that one imports. Those that the importing script has itself
 * imported are there already, and are left out of its list: their names would be the longest part of some scripts.
 */
export function knownPreloadsPlugin(): Plugin {
  let built: Rolldown.OutputBundle = {};
  return {
    name: "hostless:known-preloads",
    config: () => ({
      build: {
        modulePreload: {
          resolveDependencies(_file, dependencies, { hostId, hostType }) {
            if (hostType === "html") return dependencies;
            const known = importedBy(built, hostId);
            return dependencies.filter((name) => !known.has(name));
          },
        },
      },
    }),
    generateBundle: {
      order: "pre",
      handler(_options, bundle) {
        built = bundle;
      },
    },
  };
}

/** A script and all that it imports statically, with their styles. */
export function importedBy(
  bundle: Rolldown.OutputBundle,
  file: string,
  known = new Set<string>(),
): ReadonlySet<string> {
  const chunk = bundle[file];
  if (known.has(file) || chunk?.type !== "chunk") return known;
  known.add(file);
  for (const style of chunk.viteMetadata?.importedCss ?? []) known.add(style);
  for (const imported of chunk.imports) importedBy(bundle, imported, known);
  return known;
}
