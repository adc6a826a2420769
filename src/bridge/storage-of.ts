/** The page's storage, or undefined where the browser or the frame forbids even to ask for it. */
export function storageOf(
  window: Window,
  kind: "localStorage" | "sessionStorage" = "localStorage",
): Storage | undefined {
  try {
    return window[kind];
  } catch {
    return undefined;
  }
}
