import { expect, it } from "vitest";
import { sortChosen } from "./chosen-files.ts";

const file = (path: string) => ({ path, bytes: new Blob() });
const pathsOf = (paths: readonly string[]) => {
  const chosen = sortChosen(paths.map(file));
  return chosen.kind === "model" && chosen.source.kind === "files"
    ? [chosen.source.name, ...chosen.source.files.map(({ path }) => path)]
    : undefined;
};

it.each([
  [
    ["m/config.json", "m/onnx/model.onnx"],
    ["m", "config.json", "onnx/model.onnx"],
  ],
  [
    ["a/m/config.json", "a/m/x.bin"],
    ["m", "config.json", "x.bin"],
  ],
  [
    ["config.json", "x.bin"],
    ["My model", "config.json", "x.bin"],
  ],
  [
    ["one/config.json", "other/x.bin"],
    ["My model", "one/config.json", "other/x.bin"],
  ],
])("names the files of %j from their folder", (paths, named) => expect(pathsOf(paths)).toEqual(named));

it.each(["quotes.hostless.zip", "GPT2.ZIP", "gpt2.tar", "run.tar.gz", "run.tgz"])(
  "knows an archive by itself: %s",
  (path) => {
    expect(sortChosen([file(path)]).kind).toBe("archive");
  },
);
