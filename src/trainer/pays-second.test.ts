import { expect, it } from "vitest";
import { paysSecond } from "./pays-second.ts";

const MB = 2 ** 20;

it.each([
  [{ hardwareConcurrency: 1, deviceMemory: 8 }, 60, false],
  [{ hardwareConcurrency: 2 }, 2000, true],
  [{ hardwareConcurrency: 8, deviceMemory: 8 }, 512, true],
  [{ hardwareConcurrency: 8, deviceMemory: 8 }, 513, false],
  [{ hardwareConcurrency: 8, deviceMemory: 2 }, 70, true],
  [{ hardwareConcurrency: 8, deviceMemory: 2 }, 210, false],
  [{ hardwareConcurrency: 8, deviceMemory: 0.5 }, 70, false],
  [{}, 60, false],
])("a device of %j starts a second thread for %i MB: %s", (navigator, size, pays) => {
  expect(paysSecond(navigator, size * MB)).toBe(pays);
});
