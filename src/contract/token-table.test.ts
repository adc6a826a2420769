import { expect, it } from "vitest";
import { tokensAsCsv } from "./token-table.ts";

it("tells spaces, quotes, line breaks and bytes apart, leaves what is not known empty, and is no formula", () => {
  const top = [{ id: 2, text: " was", logprob: -0.5 }];
  const csv = tokensAsCsv([
    { id: 5, text: "=1+1", offset: 0, logprob: null, top: [] },
    { id: 6, text: ' "so",\n', offset: 4, logprob: Math.log(0.25), top },
    { id: 7, text: "", bytes: [240, 159], offset: 11, logprob: -1, top: [] },
  ]);
  expect(csv.split("\r\n")).toEqual([
    "position,id,token,bytes,offset,logprob,probability,bits,likeliest",
    '0,5,"""=1+1""",,0,,,,',
    '1,6,""" \\""so\\"",\\n""",,4,-1.3862943611198906,0.25,2,""" was"""',
    `2,7,"""""",240 159,11,-1,${Math.exp(-1)},${1 / Math.LN2},`,
    "",
  ]);
});
