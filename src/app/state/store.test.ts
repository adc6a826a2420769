import { describe, expect, it, vi } from "vitest";
import { createStore } from "./store.ts";

const add = (state: number, event: number) => state + event;

describe("createStore", () => {
  it("tells every listener of a new state, and none where it stays the same", () => {
    const store = createStore(add, 1);
    const listener = vi.fn(() => store.state());
    store.subscribe(listener);
    store.send(2);
    store.send(0);
    expect(listener.mock.results.map(({ value }) => value)).toEqual([3]);
    expect(store.initial).toBe(1);
  });

  it("tells those who have left nothing more", () => {
    const store = createStore(add, 1);
    const listener = vi.fn();
    store.subscribe(listener)();
    store.send(2);
    expect(listener).not.toHaveBeenCalled();
  });
});
