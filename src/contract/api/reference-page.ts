import * as v from "valibot";

const schemaOf = v.looseObject({
  description: v.optional(v.string()),
  type: v.optional(v.union([v.string(), v.array(v.string())])),
  minimum: v.optional(v.number()),
  maximum: v.optional(v.number()),
  properties: v.optional(v.record(v.string(), v.unknown())),
});
const media = v.looseObject({ schema: v.optional(v.unknown()), example: v.optional(v.unknown()) });
const operation = v.looseObject({
  summary: v.string(),
  tags: v.optional(v.array(v.string()), []),
  requestBody: v.optional(v.looseObject({ content: v.record(v.string(), media) })),
  responses: v.record(v.string(), v.looseObject({ description: v.string() })),
});
const openApi = v.looseObject({
  info: v.looseObject({ title: v.string(), version: v.string() }),
  paths: v.record(v.string(), v.record(v.string(), operation)),
});

/** The page's style, for a file or an element of its own. */
export const REFERENCE_STYLE = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0;display:grid;grid-template-columns:16rem 1fr}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:1rem;box-sizing:border-box;border-right:1px solid #8884}
nav a{display:block;text-decoration:none;overflow-wrap:anywhere}main{padding:1rem 2rem;max-width:70rem;min-width:0}
section{border-bottom:1px solid #8884;padding-bottom:1.5rem}table{border-collapse:collapse}td,th{text-align:left;vertical-align:top;padding:.2rem 1rem .2rem 0}
pre{background:#8882;padding:1rem;overflow:auto}code{font-family:ui-monospace,monospace}@media(max-width:50rem){body{display:block}nav{position:static;height:auto}}`;

const OWN_STYLE = `<style>${REFERENCE_STYLE}</style>`;

/** Markup of whoever builds the page; nothing of a stranger's. */
interface PageParts {
  /** Elements that bring the style, and what else the page's host needs. */
  readonly head?: string;
  /** What is told behind the routes. */
  readonly more?: string;
}

/**
 * A page to read: every route with its fields, an example and what it answers.
 * @param document of OpenAPI
 */
export function referencePage(document: object, { head = OWN_STYLE, more = "" }: PageParts = {}): string {
  const { info, paths } = v.parse(openApi, document);
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, told]) => ({ name: `${method.toUpperCase()} ${path}`, told })),
  );
  const links = routes.map(({ name }) => `<a href="#${anchor(name)}">${html(name)}</a>`).join("\n");
  const sections = routes.map(({ name, told }) => section(name, told)).join("\n");
  const title = html(`${info.title} ${info.version}`);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>${head}</head>
<body><nav>${links}</nav><main><h1>${title}</h1>${sections}${more}</main></body>
</html>
`;
}

function section(name: string, { summary, requestBody, responses }: v.InferOutput<typeof operation>): string {
  const [body] = Object.values(requestBody?.content ?? {});
  const example = body?.example === undefined ? "" : `<pre>${html(JSON.stringify(body.example, null, 2))}</pre>`;
  const answers = Object.entries(responses).map(([status, { description }]) => row(status, description));
  const fields = body === undefined ? "" : `<h3>Body</h3>${table(fieldsOf(body.schema))}`;
  return `<section id="${anchor(name)}"><h2><code>${html(name)}</code></h2><p>${html(summary)}</p>${fields}${example}<h3>Answers</h3>${table(answers)}</section>`;
}

function fieldsOf(schema: unknown, above = ""): string[] {
  const told = v.safeParse(schemaOf, schema);
  return Object.entries(told.output instanceof Object && told.success ? (told.output.properties ?? {}) : {}).flatMap(
    ([name, field]) => {
      const { output, success } = v.safeParse(schemaOf, field);
      if (!success) return [row(above + name, "")];
      const { description = "", minimum, maximum } = output;
      const limits = minimum === undefined || maximum === undefined ? "" : ` ${minimum} to ${maximum}.`;
      return [row(above + name, description + limits), ...fieldsOf(output, `${above}${name}.`)];
    },
  );
}

function row(name: string, told: string): string {
  return `<tr><th><code>${html(name)}</code></th><td>${html(told)}</td></tr>`;
}

function table(rows: readonly string[]): string {
  return `<table>${rows.join("")}</table>`;
}

function anchor(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}

function html(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
