import { useState } from "react";
import { DTYPES } from "../../contract/dtypes.ts";
import type { Failure } from "../../contract/outcome.ts";
import { formatNumber, formatPercent } from "../format.ts";
import { saveOutcome } from "../save-file.ts";
import { readyModel } from "../state/models-state.ts";
import { usePage, useSession } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { Said } from "./failure-text.tsx";

/** How good the model's files are against the full weights, and the package to take along when it was made here. */
export function ModelReport() {
  const { units } = useWords();
  const late = useLateWords();
  const { report } = useLateWords();
  const { engine } = useSession();
  const info = usePage(readyModel);
  const [said, say] = useState<string | Failure>("");
  if (info === undefined) return null;
  const rows = DTYPES.flatMap((dtype) => {
    const quality = info.quality[dtype];
    return quality === undefined ? [] : [{ dtype, ...quality }];
  });
  if (rows.length === 0 && !info.converted) return null;
  const save = async () => {
    say(report.saving);
    const outcome = await saveOutcome(engine.savePackage());
    say(outcome.ok ? report.saved(outcome.value) : outcome.failure);
  };
  return (
    <div className="grid gap-3">
      {rows.length > 0 && (
        <table className="w-full text-start text-sm tabular-nums">
          <caption className="pb-2 text-start text-xs text-muted">
            {info.isQualityClaimed ? report.claimed : report.about}
          </caption>
          <thead className="text-xs text-muted max-[20.01rem]:hidden">
            <tr>
              {[late.weights, report.perplexity, report.full, report.agreement].map((name) => (
                <th key={name} scope="col" className="font-normal">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ dtype, perplexity_decode, fp32_perplexity, top1_agreement }) => (
              <tr key={dtype} className="max-[20.01rem]:mb-2 max-[20.01rem]:grid">
                <td className="font-medium">{dtype}</td>
                <Cell name={report.perplexity} value={formatNumber(perplexity_decode)} />
                <Cell name={report.full} value={formatNumber(fp32_perplexity)} />
                <Cell name={report.agreement} value={formatPercent(top1_agreement, units)} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {info.converted && (
        <div className="flex flex-wrap items-center gap-3">
          <button type="button" className="button" onClick={save}>
            {report.save}
          </button>
          <span aria-live="polite" className="text-sm text-muted">
            <Said text={said} />
          </span>
        </div>
      )}
    </div>
  );
}

/** Says its column where there is no room for columns. */
function Cell({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <td>
      <span className="hidden text-muted max-[20.01rem]:inline">{name}: </span>
      {value}
    </td>
  );
}
