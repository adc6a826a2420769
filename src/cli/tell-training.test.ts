import { expect, it } from "vitest";
import { tellResult, tellTexts } from "./tell-training.ts";

function listen() {
  const [out, err]: [string[], string[]] = [[], []];
  const io = {
    stdout: { isTTY: false, write: (text: string) => out.push(text) },
    stderr: { isTTY: false, write: (text: string) => err.push(text) },
  };
  return { io, out, err };
}

it("says what was found, what was left out and cut, and that few texts give little", () => {
  const { io, err } = listen();
  const found = { texts: ["a", "b", "c"], leftOut: { repeated: 1, empty: 2, addresses: 0 } };
  tellTexts(found, { training: [[1], [2]], heldOut: [[3]], cut: 1 }, 256, io);
  expect(err.join("")).toBe(
    "3 texts: 2 to learn from, 1 set aside\n" +
      "left out: 1 repeated, 2 without letters, 0 addresses\n" +
      "1 cut to 256 tokens\n" +
      "Fewer than 100 texts give form, but little sense.\n",
  );
});

it("says what came of it in a line, or as JSON", () => {
  const result = { step: 2, steps: 4, before: 9, after: 4.5, rate: 0.003, end: "done", tokens: 100 } as const;
  const { io, out } = listen();
  tellResult(result, {}, io);
  tellResult(result, { json: true }, io);
  expect(out[0]).toBe("kept step 2 of 4, rate 0.003: perplexity 4.50, before 9.00\n");
  expect(JSON.parse(out[1] ?? "")).toEqual(result);
});
