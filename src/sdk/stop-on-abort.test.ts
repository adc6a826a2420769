import { expect, test, vi } from "vitest";
import { stopOnAbort } from "./stop-on-abort.ts";

test("stops once when the signal aborts", () => {
  const stop = vi.fn();
  const abort = new AbortController();
  stopOnAbort(abort.signal, stop);
  expect(stop).not.toHaveBeenCalled();
  abort.abort();
  abort.signal.dispatchEvent(new Event("abort"));
  expect(stop).toHaveBeenCalledTimes(1);
});

test("stops nothing after the signal was let go of", () => {
  const stop = vi.fn();
  const abort = new AbortController();
  stopOnAbort(abort.signal, stop)();
  abort.abort();
  expect(stop).not.toHaveBeenCalled();
});

test("needs no signal", () => {
  const stop = vi.fn();
  stopOnAbort(undefined, stop)();
  expect(stop).not.toHaveBeenCalled();
});
