import type { ReactNode } from "react";
import { render } from "vitest-browser-react";
import { SessionContext } from "../use-page.ts";
import type { openPage } from "./page.ts";

type Page = ReturnType<typeof openPage>;

/** Draws a part of the page around a session, in the browser that runs the test. */
export function show(part: ReactNode, { session }: Page) {
  return render(<SessionContext value={session}>{part}</SessionContext>);
}

/** What waits for the next frame is drawn now. */
export function nextFrame({ frames }: Page): void {
  for (const frame of frames.splice(0)) frame();
}
