import { describe, expect, it } from "vitest";
import { Refusal } from "./outcome.ts";
import { resolveParameters } from "./parameters.ts";
import { parseRequest } from "./request.ts";
import { inEnglish, saying } from "./testing/refused.ts";

const SAMPLING = { do_sample: true };

function refusalOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error instanceof Refusal ? error.failure : error;
  }
  return undefined;
}

describe("best_of in a request", () => {
  it.each([
    [{ best_of: 2, num_return_sequences: 3 }, "must not be under num_return_sequences (3)"],
    [{ best_of: 4, num_beams: 2 }, "num_beams 2 searches for one"],
    [{ best_of: 4, do_sample: false }, "needs do_sample"],
    [{ best_of: 17 }, "a whole number from 1 to 16, not 17"],
    [{ best_of: 0 }, "a whole number from 1 to 16, not 0"],
  ])("refuses %j by name", (parameters, message) => {
    const outcome = parseRequest({ prompt: "a", parameters });
    expect(outcome.ok ? "" : inEnglish(outcome)).toContain(message);
    expect(outcome.ok ? "" : outcome.failure.subject).toMatch(/best_of$/);
  });

  it("takes 1 beside everything: no choice is asked for", () => {
    for (const parameters of [{ num_return_sequences: 3 }, { num_beams: 4 }, { do_sample: false }])
      expect(parseRequest({ prompt: "a", parameters: { ...parameters, best_of: 1 } }).ok).toBe(true);
  });

  it.each([
    [{}, "needs do_sample"],
    [{ ...SAMPLING, num_beams: 3 }, "num_beams 3 searches for one"],
    [{ ...SAMPLING, num_return_sequences: 9 }, "must not be under num_return_sequences (9)"],
  ])("is refused where the model's own settings are %j", (model, message) => {
    const failure = refusalOf(() => resolveParameters({ best_of: 4 }, model, 0));
    expect(failure).toMatchObject({ code: "bad_request", subject: "best_of" });
    expect(failure).toEqual(saying(message));
  });
});

describe("best_of of a model's settings", () => {
  const model = { ...SAMPLING, best_of: 4 };

  it("counts where the request says nothing of it", () => {
    expect(resolveParameters({}, model, 0).best_of).toBe(4);
    expect(resolveParameters({ best_of: 1 }, model, 0).best_of).toBe(1);
  });

  it("takes no part in greedy and beam search", () => {
    expect(resolveParameters({ do_sample: false }, model, 0).best_of).toBe(1);
    expect(resolveParameters({ num_beams: 2 }, model, 0).best_of).toBe(1);
  });

  it("grows with the texts that are asked for", () => {
    expect(resolveParameters({ num_return_sequences: 7 }, model, 0).best_of).toBe(7);
  });
});
