import { useCallback, useMemo, useState } from "react";
import { isSameModel } from "../../contract/model-source.ts";
import { chooseToken, countPromptTokens, scoreOf } from "../choose-token.ts";
import { readyModel } from "../state/models-state.ts";
import { isUnderWay, type Run } from "../state/run.ts";
import { usePage, useSession } from "../use-page.ts";
import { useScoredText } from "../use-scored-text.ts";
import { useWords } from "../words/current.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { ColouredTokens } from "./coloured-tokens.tsx";
import { FailureText } from "./failure-text.tsx";
import { LevelLegend } from "./level-legend.tsx";
import { TokenChoices } from "./token-choices.tsx";

/** The texts of the last run, coloured by how likely the model thought each token, with what else could have come. */
export default function WhyWords() {
  const { noRun, why } = useLateWords();
  const run = usePage((state) => state.run);
  const info = usePage(readyModel);
  if (run?.result === undefined || isUnderWay(run)) return <p className="text-muted">{noRun}</p>;
  const { samples, model } = run.result;
  const isOther = info !== undefined && !isSameModel(info.source, model.source);
  return (
    <div className="grid gap-3">
      <p className="text-xs text-muted">{why.about}</p>
      {isOther && <p className="text-sm text-warn">{why.other(info.name)}</p>}
      <LevelLegend />
      {samples.map((sample, i) => (
        <WhyText key={`${run.number} ${sample.token_ids.join(" ")}`} run={run} sample={i} />
      ))}
    </div>
  );
}

function WhyText({ run, sample }: { readonly run: Run; readonly sample: number }) {
  const words = useWords();
  const { why } = useLateWords();
  const { write } = useSession();
  const written = run.result?.samples[sample];
  const request = useMemo(() => written && scoreOf(run, written), [run, written]);
  const { tokens, result, failure } = useScoredText(request);
  const [chosen, choose] = useState<number>();
  const onChoose = useCallback((place: number) => choose((before) => (before === place ? undefined : place)), []);
  if (request === undefined) return null;
  const text = request.text + (request.continued?.text ?? "");
  const token = chosen === undefined ? undefined : tokens[chosen];
  return (
    <div className="grid gap-2">
      <ColouredTokens
        label={words.sample(sample + 1)}
        text={text}
        tokens={tokens}
        isWhole={result !== undefined}
        plain={countPromptTokens(tokens, request.text.length)}
        chosen={chosen}
        onChoose={onChoose}
      />
      {failure !== undefined && (
        <p role="alert" className="text-sm text-warn">
          <FailureText failure={failure} />
        </p>
      )}
      {tokens.length === 0 && failure === undefined && <p className="text-sm text-muted">{why.working}</p>}
      {token !== undefined && chosen !== undefined && (
        <TokenChoices
          token={token}
          onTake={(choice) => {
            const next = chooseToken(run, text, tokens, chosen, choice);
            if (next !== undefined) write(next);
          }}
        />
      )}
    </div>
  );
}
