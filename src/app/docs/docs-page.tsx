import { useEffect, useRef, useState } from "react";
import { Snippet } from "../parts/snippet.tsx";
import { fetchSnippet, frameSnippet, openAiSnippet, sdkSnippet, tagSnippet } from "../snippets.ts";
import { docsStrings as strings } from "./strings.ts";
import { TryStreaming } from "./try-streaming.tsx";

interface DocsPageProps {
  /** Base address of the site, with a slash at its end. */
  readonly base: string;
  /** One line on the model: loading, ready, or why not. Called again and again. */
  readonly modelLine: () => { readonly ready: boolean; readonly text: string; readonly name?: string };
  /** Whether the service worker that answers the routes is there. */
  readonly apiReady: Promise<boolean>;
}

const EXAMPLE = { prompt: "life is not", parameters: { do_sample: true, top_p: 0.9, max_new_tokens: 30, seed: 7 } };
const SNIPPETS = [
  [strings.snippets.fetch, fetchSnippet],
  [strings.snippets.openAi, openAiSnippet],
  [strings.snippets.sdk, sdkSnippet],
  [strings.snippets.tag, tagSnippet],
  [strings.snippets.frame, frameSnippet],
] as const;

/** The API's page: what it is, a streamed answer, every route to try out, and snippets. */
export function DocsPage({ base, modelLine, apiReady }: DocsPageProps) {
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
        {strings.back}
      </a>
      <h1 className="mt-2 text-3xl font-semibold tracking-tight">{strings.title}</h1>
      <p className="mt-3 max-w-2xl text-muted">{strings.summary}</p>
      <p role="status" className="mt-4 rounded-lg bg-sunken px-3 py-2 text-sm">
        {line.text} {api === false && strings.noServiceWorker}
      </p>
      <Section title={strings.streamTitle}>
        <TryStreaming url={new URL("api/v1/completions", base).href} ready={line.ready && api === true} />
      </Section>
      <Section title={strings.routesTitle}>
        <p className="mt-1 text-sm text-muted">{strings.routesAbout}</p>
        <SwaggerPane url={new URL("api/openapi.json", base).href} />
      </Section>
      <Section title={strings.snippetsTitle}>
        <div className="mt-4 grid gap-4">
          {SNIPPETS.map(([title, write]) => (
            <Snippet
              key={title}
              title={title}
              code={write({ base, run: EXAMPLE, ...(line.name !== undefined && { model: line.name }) })}
            />
          ))}
        </div>
      </Section>
      <Section title={strings.limitsTitle}>
        <ul className="mt-2 list-disc space-y-1 pl-5 text-muted">
          {strings.limits.map((limit) => (
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
function SwaggerPane({ url }: { readonly url: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const node = place.current;
    if (node === null) return;
    void import("./swagger-pane.ts").then(({ mountSwagger }) => mountSwagger(node, url));
  }, [url]);
  return <div ref={place} className="mt-2 rounded-lg bg-white scheme-light" />;
}
