import { describe, expect, it } from "vitest";
import { HelperWatch } from "./helper-watch.ts";

/** A machine on which a pass takes so long, alone or helped, and the ways that its passes went. */
function watchOn(times: { alone: number; helped: number }, fewest = 1) {
  let now = 0;
  let asked = fewest;
  const watch = new HelperWatch(
    fewest,
    (tokens) => {
      asked = tokens;
    },
    () => now,
  );
  const run = (passes: number, size = 1) => {
    let helped = 0;
    for (let pass = 0; pass < passes; pass++) {
      watch.run(size, () => {
        const isHelped = asked !== 0 && size >= asked;
        helped += Number(isHelped);
        now += isHelped ? times.helped : times.alone;
      });
    }
    return helped;
  };
  return { run, times };
}

describe("HelperWatch", () => {
  it("tries a pass in 64 alone, and stays with the helpers where they are faster", () => {
    const { run } = watchOn({ alone: 5, helped: 3 });
    expect(run(640)).toBe(630);
  });

  it("computes alone once the helpers hold it up, and asks them again when they no longer do", () => {
    const { run, times } = watchOn({ alone: 5, helped: 3 });
    run(100);
    times.helped = 9;
    run(100);
    // A pass in 64 still asks them.
    expect(run(640)).toBe(10);
    times.helped = 3;
    run(100);
    expect(run(640)).toBe(630);
  });

  it("goes by no single trial: three have to win in a row", () => {
    const { run, times } = watchOn({ alone: 5, helped: 3 });
    for (let hold = 0; hold < 10; hold++) {
      run(62);
      times.helped = 9;
      run(2);
      times.helped = 3;
      run(9);
    }
    expect(run(64)).toBeGreaterThan(60);
  });

  it("knows each size by itself, and leaves alone those that never had helpers", () => {
    const { run, times } = watchOn({ alone: 5, helped: 3 }, 4);
    expect(run(200, 1)).toBe(0);
    times.helped = 9;
    run(200, 4);
    expect(run(64, 4)).toBe(1);
    times.helped = 3;
    expect(run(63, 64)).toBe(63);
  });
});
