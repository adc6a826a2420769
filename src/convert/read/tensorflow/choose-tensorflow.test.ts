import { expect, it } from "vitest";
import { chooseTensorflow, findPrefixes } from "./choose-tensorflow.ts";

const FILES = ["model-900.index", "model-1000.index", "model-1000.data-00000-of-00001", "checkpoint", "hparams.json"];

it("takes the newest checkpoint by the number of its step, with what says its sizes", () => {
  expect(findPrefixes(FILES)).toEqual(["model-1000", "model-900"]);
  expect(chooseTensorflow(FILES)).toEqual([
    "model-1000.index",
    "model-1000.data-00000-of-00001",
    "checkpoint",
    "hparams.json",
  ]);
});

it("takes all parts of the tensors in their order", () => {
  const names = ["m.ckpt.data-00001-of-00002", "m.ckpt.index", "m.ckpt.data-00000-of-00002", "config.json"];
  expect(chooseTensorflow(names)).toEqual(["m.ckpt.index", "m.ckpt.data-00000-of-00002", "m.ckpt.data-00001-of-00002"]);
});

it("takes none without an index, nor where nothing says how many heads there are", () => {
  expect(chooseTensorflow(["hparams.json", "model.data-00000-of-00001"])).toEqual([]);
  expect(chooseTensorflow(["model.index", "model.data-00000-of-00001"])).toEqual([]);
});
