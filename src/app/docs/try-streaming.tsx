import { useRef, useState } from "react";
import * as v from "valibot";
import { reasonOf } from "../../contract/outcome.ts";
import { useDocsWords } from "../words/use-docs-words.ts";

/** A box that calls the completions route with `stream: true` and shows each piece when it comes. */
export function TryStreaming({ url, ready }: { readonly url: string; readonly ready: boolean }) {
  const words = useDocsWords();
  const [prompt, setPrompt] = useState("she is a warrior");
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();
  const [running, setRunning] = useState(false);
  const abort = useRef<AbortController>(undefined);

  const start = async () => {
    abort.current = new AbortController();
    setText("");
    setProblem(undefined);
    setRunning(true);
    try {
      for await (const piece of streamCompletion(url, prompt, abort.current.signal))
        setText((before) => before + piece);
    } catch (error) {
      if (!abort.current.signal.aborted) setProblem(reasonOf(error));
    } finally {
      setRunning(false);
    }
  };

  return (
    <div className="mt-2">
      <div className="flex flex-wrap gap-2">
        <input
          aria-label={words.streamPrompt}
          className="min-w-0 flex-1 rounded-lg border border-edge bg-card px-3 py-2"
          value={prompt}
          onChange={(event) => setPrompt(event.target.value)}
        />
        <button
          type="button"
          disabled={!ready && !running}
          className="rounded-lg bg-accent px-4 py-2 font-medium text-on-accent disabled:bg-sunken disabled:text-muted"
          onClick={() => (running ? abort.current?.abort() : void start())}
        >
          {running ? words.streamStop : words.streamButton}
        </button>
      </div>
      <p aria-live="polite" data-testid="streamed" className="mt-3 min-h-6 whitespace-pre-wrap">
        {text !== "" && <span className="text-muted">{prompt}</span>}
        <span className="font-medium text-accent">{text}</span>
      </p>
      {problem !== undefined && (
        <p role="alert" lang="en" className="font-medium text-warn">
          {problem}
        </p>
      )}
    </div>
  );
}

const refusal = v.object({ error: v.object({ message: v.string() }) });
const chunk = v.object({ choices: v.array(v.object({ text: v.string() })) });

/** @throws Error with the route's own message when it refuses, or with the status of a host that has no such route */
async function* streamCompletion(url: string, prompt: string, signal: AbortSignal): AsyncGenerator<string> {
  const body = JSON.stringify({ prompt, max_tokens: 40, temperature: 0.8, stream: true });
  const response = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body, signal });
  if (!response.ok || response.body === null) {
    const said: unknown = await response.json().catch(() => undefined);
    throw new Error(v.is(refusal, said) ? said.error.message : `${url} answered with status ${response.status}.`);
  }
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  let rest = "";
  for (let next = await reader.read(); next.value !== undefined; next = await reader.read()) {
    rest += decoder.decode(next.value, { stream: true });
    const events = rest.split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) yield textOf(event.replace(/^data: /, ""));
  }
}

function textOf(data: string): string {
  if (data === "[DONE]") return "";
  const event: unknown = JSON.parse(data);
  if (v.is(refusal, event)) throw new Error(event.error.message);
  return v.parse(chunk, event).choices[0]?.text ?? "";
}
