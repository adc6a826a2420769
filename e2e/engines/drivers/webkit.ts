import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expressionOf } from "../in-page/script.ts";
import type { Engine, Find, Key, Tab } from "./driver.ts";
import { WebDriver } from "./webdriver.ts";

interface Start {
  readonly version: string;
  readonly hands: string;
  readonly downloads: string;
}

const HOST = join(import.meta.dirname, "webkit-host.py");

/** Keys as WebDriver names them: code points of a private area. */
const KEYS: Record<Key, string> = {
  Enter: "\uE007",
  Tab: "\uE004",
  Escape: "\uE00C",
  Space: " ",
  ArrowRight: "\uE014",
};

/** What Safari has switched on and WebKitGTK off. */
const SAFARI = {
  HOST_FEATURES: "FileSystem,FileSystemWritableStream,StorageAPI,StorageAPIEstimate",
  JSC_useSharedArrayBuffer: "1",
};

/** WebKitGTK on a display that nobody sees, over W3C WebDriver. A driver has one browser, so each visitor has a driver. */
export async function startWebKit({ version, hands, downloads }: Start): Promise<Engine> {
  const { display, screen } = await startScreen();
  return {
    name: "webkit",
    version: `WebKitGTK ${version}`,
    downloads,
    async open({ profile, isPrivate } = {}) {
      const port = await freePort();
      const { folder, forget } = isPrivate ? NOTHING_KEPT : await openProfile(profile);
      const driver = spawn("WebKitWebDriver", [`--port=${port}`], {
        stdio: "ignore",
        env: {
          ...process.env,
          ...SAFARI,
          DISPLAY: display,
          LC_ALL: "C.UTF-8",
          HOST_DOWNLOADS: downloads,
          ...(folder && { HOST_PROFILE: folder }),
        },
      });
      const address = `http://127.0.0.1:${port}`;
      await untilAnswers(`${address}/status`, driver);
      const browserOptions = { binary: HOST, args: [] };
      const session = await WebDriver.open(address, {
        browserName: "webkit-host",
        "webkitgtk:browserOptions": browserOptions,
      });
      return tabOf(session, hands, async () => {
        await session.close().catch(() => undefined);
        await end(driver);
        await forget();
      });
    },
    close: () => end(screen),
  };
}

interface Profile {
  readonly folder: string | undefined;
  /** To be called when the browser has ended. */
  readonly forget: () => Promise<void>;
}

/** What a private window has. */
const NOTHING_KEPT: Profile = { folder: undefined, forget: async () => undefined };

/** The given folder, or an empty one for this visitor alone: a browser without a folder is a private window. */
async function openProfile(given: string | undefined): Promise<Profile> {
  if (given !== undefined) return { folder: given, forget: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), "hostless-visitor-"));
  // Processes of the browser that write there may outlive it for a moment.
  return { folder, forget: () => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }) };
}

function tabOf(session: WebDriver, hands: string, close: () => Promise<void>): Tab {
  const find = (find: Find) => session.find(expressionOf(hands, find, []));
  const tab: Tab = {
    async open(url) {
      await session.goTo(url);
    },
    async reload() {
      await session.reload();
    },
    async evaluate(work, ...given) {
      return (await session.evaluate(expressionOf(hands, work, given))) as Awaited<ReturnType<typeof work>>;
    },
    async click(to) {
      await session.click(await find(to));
    },
    async type(into, text) {
      await session.type(await find(into), text);
    },
    async press(key) {
      await session.press(KEYS[key]);
    },
    async choose(input, paths) {
      await session.type(await find(input), paths.join("\n"));
    },
    async inFrame(which, work) {
      await session.enterFrame(await find(which));
      try {
        return await work(tab);
      } finally {
        await session.enterFrame(null);
      }
    },
    async resize(width, height) {
      await session.resize(width, height);
    },
    close,
  };
  return tab;
}

/** Starts an X server that draws into memory; it chooses a display that is free, and says which. */
async function startScreen(): Promise<{ display: string; screen: ChildProcess }> {
  const screen = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const said = screen.stdio[3];
  if (said === null || said === undefined) throw new Error("Xvfb has no channel to name its display on.");
  const [number] = await once(said, "data");
  return { display: `:${String(number).trim()}`, screen };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("This machine gave no port.");
  return address.port;
}

async function untilAnswers(url: string, driver: ChildProcess): Promise<void> {
  while (driver.exitCode === null) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`WebKitWebDriver ended with code ${driver.exitCode}.`);
}

async function end(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null) return;
  const gone = once(process, "exit");
  process.kill();
  await gone;
}
