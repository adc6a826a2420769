import { expect, it } from "vitest";
import { Places } from "./places.ts";

/** A tab's history: places one after the other, each with its state. */
function tab() {
  const states: unknown[] = [null];
  let at = 0;
  let names = 0;
  const entries = {
    get state() {
      return states[at];
    },
    replaceState: (state: unknown) => {
      states[at] = state;
    },
  };
  return {
    places: new Places<string>(entries, () => `place ${++names}`),
    mark: entries.replaceState,
    push: () => {
      at++;
      states.splice(at, states.length, null);
    },
    go: (steps: number) => {
      at += steps;
    },
  };
}

it("gives back what stood at a place, on the way back and forward", () => {
  const { places, push, go } = tab();
  expect(places.hasMoved()).toBe(false);
  push();
  expect(places.hasMoved()).toBe(true);
  expect(places.move("first")).toBeUndefined();
  expect(places.hasMoved()).toBe(false);
  go(-1);
  expect(places.move("second")).toBe("first");
  go(1);
  expect(places.move("first, changed")).toBe("second");
  go(-1);
  expect(places.move("second")).toBe("first, changed");
});

it("knows nothing of a place that another document marked", () => {
  const { places, push, mark, go } = tab();
  push();
  mark({ place: "of another document" });
  expect(places.move("first")).toBeUndefined();
  go(-1);
  expect(places.move("second")).toBe("first");
});
