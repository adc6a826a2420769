import { describe, expect, it } from "vitest";
import { refuseUnlearned } from "./refuse-unlearned.ts";

async function endOf(step: number, end: "done" | "worse" | "stopped" | "not_finite") {
  let isDiscarded = false;
  const discard = async () => {
    isDiscarded = true;
  };
  const refused = await refuseUnlearned({ discard }, { step, end, before: 40 }).catch((error: unknown) => error);
  return { refused, isDiscarded };
}

describe("a training that kept the base", () => {
  it("can go on where it was stopped, and says nothing of worse", async () => {
    const { refused, isDiscarded } = await endOf(0, "stopped");
    expect(refused).toMatchObject({ failure: { code: "cancelled", detail: "training" } });
    expect(isDiscarded).toBe(false);
  });

  it.each(["done", "worse", "not_finite"] as const)("leaves no state where it would end as before: %s", async (end) => {
    const { refused, isDiscarded } = await endOf(0, end);
    expect(refused).toMatchObject({ failure: { code: "bad_request", detail: "nothing_learned" } });
    expect(isDiscarded).toBe(true);
  });
});

it("lets a training that kept something be, stopped or not", async () => {
  for (const end of ["done", "stopped"] as const)
    expect(await endOf(2, end)).toEqual({ refused: undefined, isDiscarded: false });
});
