import { useSyncExternalStore } from "react";

const never = () => () => {};

/** What the browser says and does not change. @param atBuild what is drawn when the site is built */
export function useInBrowser<T>(read: () => T, atBuild: T): T {
  return useSyncExternalStore(never, read, () => atBuild);
}
