type Found<T> = Exclude<T, undefined | null | false | "">;

/**
 * Waits inside the page, where a look costs nothing: over a driver each would be a message.
 * @param look what is waited for; it counts once it gives something, and while it throws it does not
 * @param limitMs far above what a busy machine needs, for what hangs
 * @throws Error that says what was waited for and what the page said instead
 */
export async function until<T>(what: string, look: () => T | Promise<T>, limitMs = 60_000): Promise<Found<T>> {
  const end = performance.now() + limitMs;
  let last = "";
  while (performance.now() < end) {
    try {
      const found = await look();
      if (isFound(found)) return found;
    } catch (error) {
      last = ` (${error})`;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const said = [...document.querySelectorAll("[role=status],[role=alert],dialog [aria-live]")].map(
    (one) => one.textContent,
  );
  throw new Error(`waited ${limitMs / 1000} s for ${what}${last}; the page says: ${said.filter(Boolean).join(" | ")}`);
}

function isFound<T>(found: T): found is Found<T> {
  return found !== undefined && found !== null && found !== false && found !== "";
}
