/** `localStorage`, or undefined where the browser forbids even to ask for it. */
export function storageOf(window: Window): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
