import { describe, expect, it } from "vitest";
import { rowsOf } from "./pool.ts";

describe("rowsOf", () => {
  it.each([
    [{ prompt: "a", parameters: {} }, {}, 1],
    [{ prompt: ["a", "b"], parameters: { num_return_sequences: 3 } }, {}, 6],
    [{ prompt: "", prompt_ids: [[1], [2]], parameters: { num_beams: 4 } }, {}, 8],
    [{ prompt: "a", parameters: {} }, { best_of: 16 }, 16],
    [{ prompt: "a", parameters: { best_of: 1 } }, { best_of: 16 }, 1],
  ])("of %j with the model's %j are %d", (request, defaults, rows) => {
    expect(rowsOf(request, defaults)).toBe(rows);
  });
});
