import { expect, it } from "vitest";
import { openApiOfServer } from "./openapi-of-server.ts";
import { referencePage } from "./reference-page.ts";

it("tells of every route and field, and runs nothing that a text says", () => {
  const page = referencePage(openApiOfServer("1.2.3"));
  for (const told of ["POST /v1/completions", "GET /v1/models/{model}", "frequency_penalty", "parameters.top_n_tokens"])
    expect(page).toContain(told);
  const evil = { info: { title: "<script>", version: "1" }, paths: {} };
  expect(referencePage(evil)).not.toContain("<script");
  expect(referencePage(evil, { head: '<link href="a.css">' })).toContain('</title><link href="a.css"></head>');
});
