import { describe, expect, it } from "vitest";
import { costsOf, PassCosts } from "./pass-costs.ts";
import { randomGpt2 } from "./testing/random-gpt2.ts";

describe("PassCosts", () => {
  it("goes by what is usual until something was timed", () => {
    const costs = new PassCosts();
    costs.addChecked(4, 1000);
    expect([costs.of(2), costs.of(4), costs.of(8)]).toEqual([1.9, 2.7, 4.9]);
  });

  it("learns what a pass costs in passes of one", () => {
    const costs = new PassCosts();
    for (let i = 0; i < 40; i++) {
      costs.addSingle(5);
      costs.addChecked(4, 15);
    }
    expect(costs.of(4)).toBeCloseTo(3, 1);
    expect(costs.of(8)).toBe(4.9);
  });

  it("takes one pass that was held up for no more than twice what is known", () => {
    const costs = new PassCosts();
    costs.addSingle(5);
    costs.addChecked(4, 5000);
    expect(costs.of(4)).toBeCloseTo(2.7 * 1.2);
    costs.addSingle(5000);
    costs.addChecked(8, 6 * 4.9);
    expect(costs.of(8)).toBeCloseTo(4.9, 1);
  });

  it("forgets in time that a pass was slow", () => {
    const costs = new PassCosts();
    costs.addSingle(5);
    for (let i = 0; i < 40; i++) costs.addChecked(4, 40);
    expect(costs.of(4)).toBeGreaterThan(6);
    for (let i = 0; i < 1000; i++) costs.addSingle(5);
    expect(costs.of(4)).toBeCloseTo(2.7, 1);
  });

  it("makes nothing of a clock that stands still", () => {
    const costs = new PassCosts();
    for (let i = 0; i < 9; i++) costs.addSingle(0);
    costs.addChecked(4, 16);
    expect(costs.of(4)).toBe(2.7);
    costs.addSingle(4);
    costs.addChecked(4, 8);
    expect(costs.of(4)).toBeLessThan(2.7);
  });

  it("loses no more than is allowed for, and earns it again token by token", () => {
    const costs = new PassCosts();
    expect([costs.mayLose(8), costs.mayLose(4)]).toEqual([false, true]);
    costs.addChecked(4, 0);
    expect(costs.mayLose(4)).toBe(false);
    for (let i = 0; i < 80; i++) costs.addSingle(5);
    expect([costs.mayLose(8), costs.mayLose(4)]).toEqual([false, true]);
    for (let i = 0; i < 3; i++) costs.addHit();
    expect(costs.mayLose(8)).toBe(true);
  });

  it("saves up nothing in good times", () => {
    const costs = new PassCosts();
    for (let i = 0; i < 1000; i++) costs.addHit();
    costs.addChecked(8, 0);
    expect(costs.mayLose(4)).toBe(false);
  });
});

it("is known again for the same loaded model alone", () => {
  const model = randomGpt2(1);
  expect(costsOf(model)).toBe(costsOf(model));
  expect(costsOf(randomGpt2(1))).not.toBe(costsOf(model));
});
