import { readyModel } from "../state/models-state.ts";
import type { PageState } from "../state/page.ts";
import { cardOf } from "../state/page-state.ts";
import { isUnderWay } from "../state/run.ts";
import { useInBrowser } from "../use-in-browser.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { usePage } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { PRODUCT } from "../words/product.ts";
import { useLateWords } from "../words/use-late-words.ts";

/** A text that is still written is drawn many times a second, and not on paper. */
const selectRun = ({ run }: PageState) => (isUnderWay(run) ? undefined : run);

const siteFolder = () => new URL("./", location.href).href;

/** What is printed in the page's place: the prompt, what was written, and what writes it again. */
export default function PrintSheet() {
  const words = useLateWords().printed;
  const title = usePage((state) => cardOf(state)?.title);
  const address = useInBrowser(siteFolder, "");
  return (
    <article className="print-sheet hidden print:block">
      <h1 className="font-serif text-2xl font-semibold">{title ?? PRODUCT}</h1>
      <Texts />
      <Settings />
      <p className="mt-6 text-xs">{words.from(address)}</p>
    </article>
  );
}

function Texts() {
  const words = useWords();
  const lang = useModelLanguage();
  const run = usePage(selectRun);
  const shared = usePage((state) => state.shared);
  const typed = usePage((state) => state.prompt);
  const result = run?.result;
  const prompt = run === undefined || result === undefined ? (shared?.prompt ?? typed) : run.request.prompt;
  const kept = result === undefined ? "" : (run?.request.continued.text ?? "");
  const texts = result?.samples.map(({ text }) => kept + text) ?? shared?.texts ?? [];
  const numbered = texts.map((text, index) => ({ text, number: index + 1 }));
  return (
    <>
      <h2 className="mt-6 text-xs font-semibold">{words.prompt}</h2>
      <p dir="auto" lang={lang} className="font-serif text-xl leading-relaxed whitespace-pre-wrap">
        {prompt}
      </p>
      {numbered.map(({ text, number }) => (
        <section key={number}>
          <h2 className="mt-4 text-xs font-semibold">{texts.length > 1 ? words.sample(number) : words.output}</h2>
          <p dir="auto" lang={lang} className="font-serif text-xl leading-relaxed whitespace-pre-wrap">
            {prompt}
            <strong>{text}</strong>
          </p>
        </section>
      ))}
    </>
  );
}

function Settings() {
  const words = useWords();
  const { printed } = useLateWords();
  const run = usePage(selectRun);
  const changed = usePage((state) => state.parameters);
  const info = usePage(readyModel);
  const result = run?.result;
  const model = result?.model ?? info;
  const backend = result?.backend ?? info?.backend;
  const parameters = result === undefined ? changed : { ...run?.request.parameters, seed: result.parameters.seed };
  const rows = [
    [printed.model, [model?.name, model?.commit].filter(Boolean).join("@")],
    [words.facts.device, backend && `${words.backends[backend.backend]}, ${backend.dtype}`],
    ...Object.entries(parameters).map(([name, value]) => [name, JSON.stringify(value)]),
  ].filter(([, value]) => value !== undefined && value !== "");
  return (
    <dl className="mt-6 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 border-t border-line pt-4 text-sm">
      {rows.map(([name, value]) => (
        <div key={name} className="col-span-2 grid grid-cols-subgrid">
          <dt>{name}</dt>
          <dd className="font-mono">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
