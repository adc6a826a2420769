import type { Page } from "../in-page/script.ts";

export const ENGINES = ["chromium", "firefox", "webkit"] as const;
export type EngineName = (typeof ENGINES)[number];

/** Finds an element in the page. */
export type Find = (page: Page) => Element | null | undefined;

export type Key = "Enter" | "Tab" | "Escape" | "Space" | "ArrowRight";

/** A tab of a browser, as far as the checks need one: a driver for another engine has no more to do than this. */
export interface Tab {
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs a piece of code in the page, which sees its arguments alone, and gives what it gives; both as JSON. */
  evaluate<Given extends readonly unknown[], T>(
    work: (page: Page, ...given: Given) => T | Promise<T>,
    ...given: Given
  ): Promise<T>;
  /** Clicks as a hand does, in the middle of the element. */
  click(find: Find): Promise<void>;
  /** Types as a hand does. */
  type(find: Find, text: string): Promise<void>;
  press(key: Key): Promise<void>;
  /** Chooses files of this machine in a file input. */
  choose(find: Find, paths: readonly string[]): Promise<void>;
  /** Works in a frame of the page. */
  inFrame<T>(find: Find, work: (frame: Tab) => Promise<T>): Promise<T>;
  resize(width: number, height: number): Promise<void>;
  /** Ends the tab, and the browser when it is this tab's own. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Folder of a profile that outlives the browser; without one the visitor is new and leaves nothing. */
  readonly profile?: string;
  /** A private window. */
  readonly isPrivate?: boolean;
}

export interface Engine {
  readonly name: EngineName;
  /** Name and version as the table shows them. */
  readonly version: string;
  /** Folder that downloads come into. */
  readonly downloads: string;
  /** A tab of a visitor who has never been here, unless a profile is given. */
  open(options?: OpenOptions): Promise<Tab>;
  close(): Promise<void>;
}
