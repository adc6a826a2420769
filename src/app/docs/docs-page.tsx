import { lazy, useEffect, useRef, useState } from "react";
import type { Failure } from "../../contract/outcome.ts";
import type { ModelSource } from "../../contract/model-source.ts";
import type { SharedRun } from "../../contract/share-link.ts";
import { FailureText } from "../parts/failure-text.tsx";
import { Late } from "../parts/late.tsx";
import { Snippet } from "../parts/snippet.tsx";
import { modelOf } from "../share.ts";
import { fetchSnippet, frameSnippet, openAiSnippet, ownPageSnippet, sdkSnippet, tagSnippet } from "../snippets.ts";
import { useDocsWords } from "../words/use-docs-words.ts";
import { TryStreaming } from "./try-streaming.tsx";

export type ModelLine =
  | { readonly ready: true; readonly name: string; readonly source: ModelSource; readonly device: string }
  | { readonly ready: false; readonly reason: Failure };

interface DocsPageProps {
  /** Base address of the site, with a slash at its end. */
  readonly base: string;
  /** Which model is ready on which device, or why none is. Called again and again. */
  readonly modelLine: () => ModelLine;
  /** Whether the service worker that answers the routes is there. */
  readonly apiReady: Promise<boolean>;
}

const EXAMPLE = { prompt: "life is not", parameters: { do_sample: true, top_p: 0.9, max_new_tokens: 30, seed: 7 } };
const SNIPPETS = [
  ["own", ownPageSnippet],
  ["fetch", fetchSnippet],
  ["openAi", openAiSnippet],
  ["sdk", sdkSnippet],
  ["tag", tagSnippet],
  ["frame", frameSnippet],
] as const;

const Reference = lazy(() => import("./reference.tsx"));

/** The example, asked of the model that is open. */
function exampleFor(line: ModelLine): SharedRun {
  return line.ready ? { ...EXAMPLE, ...modelOf({ source: line.source }) } : EXAMPLE;
}

/** The API's page: what it is, a streamed answer, every route to try out, and snippets. */
export function DocsPage({ base, modelLine, apiReady }: DocsPageProps) {
  const words = useDocsWords();
  const [line, setLine] = useState(modelLine);
  const [api, setApi] = useState<boolean>();
  useEffect(() => {
    void apiReady.then(setApi);
    const timer = setInterval(() => setLine(modelLine()), 300);
    return () => clearInterval(timer);
  }, [apiReady, modelLine]);
  return (
    <main className="mx-auto max-w-4xl px-4 py-8">
      <a href="./" className="text-sm text-accent underline">
        {words.back}
      </a>
      <h1 className="mt-2 text-3xl font-semibold tracking-tight">{words.title}</h1>
      <p className="mt-3 max-w-2xl text-muted">{words.summary}</p>
      <p role="status" className="mt-4 rounded-lg bg-sunken px-3 py-2 text-sm">
        {line.ready ? words.ready(line.name, line.device) : <FailureText failure={line.reason} />}{" "}
        {api === false && words.noServiceWorker}
      </p>
      <Section title={words.streamTitle}>
        <TryStreaming url={new URL("api/v1/completions", base).href} ready={line.ready && api === true} />
      </Section>
      <Section title={words.routesTitle}>
        <p className="mt-1 text-sm text-muted">{words.routesAbout}</p>
        <a href="redoc.html" className="text-sm text-accent underline">
          {words.toRead}
        </a>
        <SwaggerPane url={new URL("api/openapi.json", base).href} apiReady={apiReady} />
      </Section>
      <Section title={words.snippetsTitle}>
        <div className="mt-4 grid gap-4">
          {SNIPPETS.map(([name, write]) => (
            <Snippet
              key={name}
              title={words.snippets[name]}
              code={write({ base, run: exampleFor(line), ...(line.ready && { model: line.name }) })}
            />
          ))}
        </div>
      </Section>
      <Section title={words.referenceTitle}>
        <Late>
          <Reference />
        </Late>
      </Section>
      <Section title={words.limitsTitle}>
        <ul className="mt-2 list-disc space-y-1 ps-5 text-muted">
          {words.limits.map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>
      </Section>
    </main>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section className="mt-10">
      <h2 className="text-xl font-semibold">{title}</h2>
      {children}
    </section>
  );
}

/** Swagger UI is large: it is fetched when this page is open, never by the form. */
function SwaggerPane({ url, apiReady }: { readonly url: string; readonly apiReady: Promise<boolean> }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const node = place.current;
    if (node === null) return;
    void import("./swagger-pane.ts").then(({ mountSwagger }) => mountSwagger(node, url, apiReady));
  }, [url, apiReady]);
  return <div ref={place} lang="en" dir="ltr" className="mt-2 rounded-lg bg-card" />;
}
