import { SESSION_ITEMS } from "../contract/on-device.ts";

/** What the decision to reload needs of the page. */
interface IsolationWorld {
  /** `crossOriginIsolated`: memory can be shared, so that WebAssembly has threads. */
  readonly isolated: boolean;
  /** True in a frame: its embedder decides, and a reload would change nothing there. */
  readonly framed: boolean;
  /** `sessionStorage`, or undefined where the browser forbids it. */
  readonly storage: Pick<Storage, "getItem" | "setItem"> | undefined;
  readonly reload: () => void;
}

const TRIED = SESSION_ITEMS.reloaded;

/**
 * Reloads the page once per tab, so that it comes from the service worker with the headers for isolation. For a host
 * that sends no headers, and for models that gain from threads only; the CPU kernel needs none. Never twice: where the
 * headers get lost on the way it stays at one thread.
 * @returns whether the page reloads
 */
export function reloadOnce(world: IsolationWorld): boolean {
  if (world.isolated || world.framed || world.storage === undefined) return false;
  if (world.storage.getItem(TRIED) !== null) return false;
  world.storage.setItem(TRIED, "yes");
  world.reload();
  return true;
}
