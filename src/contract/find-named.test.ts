import { expect, it } from "vitest";
import { hubSource } from "./model-source.ts";
import { siteModel } from "./own-model.ts";
import { findNamed } from "./find-named.ts";

const SITE = ["poems", "tales.v2", "gpt2", "a--b"];

it.each(["poems", "tales.v2", "gpt2", "a--b"])("opens the site's own %s", (name) => {
  expect(findNamed(name, SITE)).toEqual({ ok: true, value: siteModel(name) });
});

it.each(["“poems”", " poems.", "poems/", "poems%22"])("takes off %j what a link picks up on its way", (name) => {
  expect(findNamed(name, SITE)).toEqual({ ok: true, value: siteModel("poems") });
});

it.each(["gpt2.", "gpt2%22", "“gpt2”", "`gpt2`"])("opens the site's own %j, whatever the Hub calls so", (name) => {
  expect(findNamed(name, SITE)).toEqual({ ok: true, value: siteModel("gpt2") });
});

it.each([
  ["https://huggingface.co/poems", { repo: "poems" }],
  ["hf.co/poems", { repo: "poems" }],
  ["hf://poems", { repo: "poems" }],
  ["https://hf.co/gpt2", { repo: "openai-community/gpt2" }],
  ["owner/poems", { repo: "owner/poems" }],
  ["poems@v1", { repo: "poems", revision: "v1" }],
  ["other", { repo: "other" }],
  ["distilgpt2", { repo: "distilbert/distilgpt2" }],
  ["owner/x/tree/main/poems", { repo: "owner/x", revision: "main", folder: "poems" }],
])("asks the Hub for %s", (name, reference) => {
  expect(findNamed(name, SITE)).toEqual({ ok: true, value: hubSource(reference) });
});

it("tells what is wrong with a name that is neither", () => {
  expect(findNamed("not a name", SITE)).toMatchObject({ ok: false, failure: { detail: "not_hub_name" } });
  expect(findNamed("gpt2", [])).toMatchObject({ ok: true, value: { repo: "openai-community/gpt2" } });
});
