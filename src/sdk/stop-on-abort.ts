/**
 * Has something stopped where a signal aborts; one that has aborted before stops nothing.
 * @returns lets go of the signal
 */
export function stopOnAbort(signal: AbortSignal | undefined, stop: () => void): () => void {
  signal?.addEventListener("abort", stop, { once: true });
  return () => signal?.removeEventListener("abort", stop);
}
