import { expect, it } from "vitest";
import { Refusal, refuse } from "../../contract/outcome.ts";
import { refuseCreateError, refuseRunError } from "./errors.ts";

const codeOf = (work: () => never) => {
  try {
    work();
  } catch (error) {
    return error instanceof Refusal ? error.failure.code : error;
  }
};

it.each([
  ["gpu_lost", "A valid external Instance reference no longer exists."],
  ["gpu_lost", "Failed to execute 'mapAsync' on 'GPUBuffer': Device is lost"],
  ["gpu_lost", "[Buffer] used in submit while destroyed."],
  ["out_of_memory", "std::bad_alloc"],
  ["out_of_memory", "RuntimeError: memory access out of bounds"],
  ["internal", "Non-zero status code returned while running Gather node."],
])("a run's error is %s: %s", (code, message) => {
  expect(codeOf(() => refuseRunError(new Error(message)))).toBe(code);
  expect(codeOf(() => refuseRunError(message))).toBe(code);
});

it("what was refused by name before stays as it was", () => {
  const refusal = refuse("cancelled", "load", {});
  expect(() => refuseRunError(refusal)).toThrow(refusal);
});

it.each([
  ["gpu_lost", "A valid external Instance reference no longer exists."],
  ["out_of_memory", "Out of memory"],
  ["malformed_file", "Failed to load external data file: lost.onnx_data"],
  ["malformed_file", "Invalid model"],
])("the error of a graph's session is %s: %s", (code, message) => {
  expect(codeOf(() => refuseCreateError(new Error(message), "model.onnx", 1000))).toBe(code);
});
