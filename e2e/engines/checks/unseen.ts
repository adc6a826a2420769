import { type Check, expectSame } from "../check.ts";

/** That the watcher in the page wrote nothing of these kinds down while everything before was done in its tabs. */
function isUnseen(name: string, kinds: readonly string[]): Check {
  return {
    name,
    async run({ seen }) {
      expectSame(
        "seen",
        (await seen()).filter((one) => kinds.some((kind) => one.startsWith(`${kind}: `))),
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
