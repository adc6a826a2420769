import { expect, it } from "vitest";
import { chooseWhole } from "./choose-whole.ts";

const choose = (...names: string[]) =>
  chooseWhole(names, "model.safetensors", /\.safetensors$/, /^model-\d+-of-\d+\.safetensors$/);

it("takes the whole file before parts, and parts with their index", () => {
  expect(choose("config.json", "model.safetensors", "model.safetensors.index.json")).toEqual(["model.safetensors"]);
  expect(
    choose("config.json", "model.safetensors.index.json", "model-1-of-2.safetensors", "adapter.safetensors"),
  ).toEqual(["model.safetensors.index.json", "model-1-of-2.safetensors"]);
});

it("takes a file of another name only where it is the only one", () => {
  expect(choose("config.json", "mine.safetensors")).toEqual(["mine.safetensors"]);
  expect(choose("config.json", "mine.safetensors", "other.safetensors")).toEqual([]);
});

it("takes nothing without a config.json", () => {
  expect(choose("model.safetensors")).toEqual([]);
});
