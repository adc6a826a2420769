import { useCallback, useMemo, useState } from "react";
import type { ModelInfo } from "../../contract/model-info.ts";
import { isSameModel } from "../../contract/model-source.ts";
import { broughtTexts, chooseToken, countPromptTokens, scoreOf, textOfRun, type WrittenText } from "../choose-token.ts";
import { readyModel } from "../state/models-state.ts";
import type { PageState, SharedOutput } from "../state/page.ts";
import { isUnderWay, type Run } from "../state/run.ts";
import { writerName } from "../state/voice.ts";
import { useAdapterIn } from "../use-adapter-in.ts";
import { usePage, useSession } from "../use-page.ts";
import { useScoredText } from "../use-scored-text.ts";
import { useWords } from "../words/current.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { BranchTree } from "./branch-tree.tsx";
import { ColouredTokens } from "./coloured-tokens.tsx";
import { FailureAlert } from "./failure-alert.tsx";
import { LevelLegend } from "./level-legend.tsx";
import { TokenChoices } from "./token-choices.tsx";

/** The texts that are to be seen, coloured by how likely the model thought each token, with what else could have come. */
export default function WhyWords() {
  const { noRun, noModel, why } = useLateWords();
  const info = usePage(readyModel);
  const run = usePage((state) => state.run);
  const shared = usePage((state) => state.shared);
  const continued = usePage((state) => state.continued);
  const { adapter } = useAdapterIn();
  const shown = useMemo(() => textsOf(info, adapter, run, shared, continued), [info, adapter, run, shared, continued]);
  const [first] = shown.texts;
  if (info === undefined) return <p className="text-muted">{noModel}</p>;
  if (first === undefined) return <p className="text-muted">{noRun}</p>;
  return (
    <div className="grid gap-3">
      <p className="text-xs text-muted">{why.about}</p>
      {shown.isOther && <p className="text-sm text-warn">{why.other(writerName(info.name, adapter))}</p>}
      <LevelLegend />
      {shown.texts
        .map((written, i) => ({ written, number: i + 1 }))
        .map((text) => (
          <WhyText key={text.number} {...text} />
        ))}
      <BranchTree prompt={first.prompt} model={shown.model} shown={first.continued.text} />
    </div>
  );
}

interface Shown {
  readonly texts: readonly WrittenText[];
  /** Name of the model that wrote them. */
  readonly model: string;
  /** True where another model wrote them than the one that is loaded. */
  readonly isOther: boolean;
}

const NOTHING: Shown = { texts: [], model: "", isOther: false };

function textsOf(
  info: ModelInfo | undefined,
  adapter: string | undefined,
  run: Run | undefined,
  shared: SharedOutput | undefined,
  continued: PageState["continued"],
): Shown {
  if (info === undefined || isUnderWay(run)) return NOTHING;
  const by = run === undefined ? shared?.source : run.result?.model.source;
  const writer = run?.result?.model.adapter;
  const isOther =
    (by !== undefined && !isSameModel(by, info.source)) || (run?.result !== undefined && writer !== adapter);
  if (run !== undefined) {
    const texts = (run.result?.samples ?? []).flatMap((one) => textOfRun(run, one) ?? []);
    return { texts, model: writerName(run.result?.model.name ?? "", writer), isOther };
  }
  const texts = shared === undefined ? [] : broughtTexts(shared, continued, info.defaults);
  return { texts, model: shared?.earlierWith ?? writerName(info.name, adapter), isOther };
}

function WhyText({ written, number }: { readonly written: WrittenText; readonly number: number }) {
  const words = useWords();
  const { why } = useLateWords();
  const { write } = useSession();
  const { prompt, continued } = written;
  const { adapter } = useAdapterIn();
  const request = useMemo(() => ({ ...scoreOf(written), ...(adapter && { adapter }) }), [written, adapter]);
  const { tokens, result, failure } = useScoredText(request);
  const [choice, choose] = useState<{ readonly of: WrittenText; readonly place: number }>();
  // What was chosen in another text is none in this one.
  const chosen = choice?.of === written ? choice.place : undefined;
  const onChoose = useCallback(
    (place: number) =>
      choose((before) => (before?.of === written && before.place === place ? undefined : { of: written, place })),
    [written],
  );
  const token = chosen === undefined ? undefined : tokens[chosen];
  return (
    <div className="grid gap-2">
      <ColouredTokens
        label={words.sample(number)}
        text={prompt + continued.text}
        tokens={tokens}
        isWhole={result !== undefined}
        plain={countPromptTokens(tokens, prompt.length)}
        chosen={chosen}
        onChoose={onChoose}
      />
      <FailureAlert failure={failure} />
      {tokens.length === 0 && failure === undefined && <p className="text-sm text-muted">{why.working}</p>}
      {token !== undefined && chosen !== undefined && (
        <TokenChoices
          token={token}
          onTake={(taken) => {
            const next = chooseToken(written, tokens, chosen, taken);
            if (next !== undefined) write(next);
          }}
        />
      )}
    </div>
  );
}
