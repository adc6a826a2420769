/** What the browser hands an installed app when the system opens something with it. TypeScript's DOM library lacks it. */
interface LaunchQueue {
  setConsumer(consume: (launch: Launch) => void): void;
}

export interface Launch {
  readonly files?: readonly FileSystemHandle[];
  /** Absent in browsers of before 2022. */
  readonly targetURL?: string | null;
}

/**
 * Takes what the installed app is launched with, now and later: `file_handlers`, `share_target` and `shortcuts` of the web app
 * manifest, whose `launch_handler` brings them to a page that is open.
 * @param page `window`; without a launch queue nothing ever comes
 * @param opened the address that the page was opened with. The first launch is often the one that opened it, and after a
 *   reload the last one is handed over again; both name it, and what it says was followed already.
 * @param take is given launches with something that is left to do
 */
export function takeLaunches(page: object, opened: string, take: (launch: Launch) => void): void {
  if (!hasLaunchQueue(page)) return;
  let isFirst = true;
  page.launchQueue.setConsumer(({ files = [], targetURL }) => {
    const wasFollowed = isFirst && targetURL === opened && /[?#]/.test(opened);
    isFirst = false;
    if (files.length > 0) take({ files });
    else if (targetURL && !wasFollowed) take({ targetURL });
  });
}

function hasLaunchQueue(page: object): page is { readonly launchQueue: LaunchQueue } {
  return "launchQueue" in page;
}
