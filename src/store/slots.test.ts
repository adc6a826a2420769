import { expect, it } from "vitest";
import { createSlots } from "./slots.ts";

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

it("runs so many at a time, and the others in order of arrival", async () => {
  const slots = createSlots(2);
  const begun: number[] = [];
  const gates = [0, 1, 2, 3].map(gate);
  const all = gates.map(({ opened }, i) =>
    slots(() => {
      begun.push(i);
      return opened;
    }),
  );
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  gates[1]?.open();
  await all[1];
  await Promise.resolve();
  expect(begun).toEqual([0, 1, 2]);
  for (const { open } of gates) open();
  await Promise.all(all);
  expect(begun).toEqual([0, 1, 2, 3]);
});

it("gives a place back where the work fails", async () => {
  const slots = createSlots(1);
  await expect(slots(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await slots(async () => "yes")).toBe("yes");
});
