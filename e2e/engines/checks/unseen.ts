import { type Check, expectSame } from "../check.ts";

/** That the watcher in the page wrote nothing of these kinds down while everything before was done in its tab. */
function isUnseen(name: string, kinds: readonly string[]): Check {
  return {
    name,
    async run({ tab }) {
      const seen = await (await tab()).evaluate((page) => page.seenByWatcher());
      expectSame(
        "seen",
        seen.filter((one) => kinds.some((kind) => one.startsWith(`${kind}: `))),
        [],
      );
      return undefined;
    },
  };
}

export const UNSEEN = [
  isUnseen("nothing violates the page's policy", ["violation"]),
  isUnseen("no permission is asked for", ["prompt"]),
  isUnseen("no error is left uncaught", ["error", "rejection"]),
];
