import type { BareBrowser } from "./bare-browser.ts";

/** Chromium lets the system forget the peak once a minute, for statistics of its own: so it is looked at often. */
export function watchPeak(browser: BareBrowser) {
  let highest = 0;
  const look = async () => {
    highest = Math.max(highest, await browser.peak());
    return highest;
  };
  const timer = setInterval(() => void look().catch(() => {}), 1000);
  return { peak: look, end: () => clearInterval(timer) };
}
