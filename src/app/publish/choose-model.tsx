import { useEffect, useState } from "react";
import type { StoredModel } from "../../contract/model-library.ts";
import type { Failure } from "../../contract/outcome.ts";
import { formatBytes } from "../format.ts";
import { FailureAlert } from "../parts/failure-alert.tsx";
import { useWords } from "../words/current.ts";
import { usePublishWords } from "../words/publish-words.ts";
import type { WritingEngine } from "./use-example-writer.ts";

interface ChooseModelProps {
  readonly engine: Pick<WritingEngine, "stored">;
  readonly onChoose: (id: string) => void;
}

/** The models of this device: one of them is to be published. */
export function ChooseModel({ engine, onChoose }: ChooseModelProps) {
  const { units } = useWords();
  const words = usePublishWords();
  const [models, setModels] = useState<readonly StoredModel[]>();
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    void engine.stored().then((outcome) => {
      if (outcome.ok) setModels(outcome.value.filter(({ complete, source }) => complete && source.kind !== "site"));
      else setFailure(outcome.failure);
    });
  }, [engine]);
  if (failure !== undefined) return <FailureAlert failure={failure} className="text-warn" />;
  if (models === undefined) return null;
  return (
    <div className="grid gap-3">
      <p>{models.length === 0 ? words.none : words.choose}</p>
      <ul className="grid gap-2">
        {models.map(({ id, name, bytes }) => (
          <li key={id}>
            <button type="button" className="button w-full justify-start max-sm:py-2" onClick={() => onChoose(id)}>
              <bdi translate="no" className="truncate">
                {name}
              </bdi>
              <span className="ms-auto text-muted">{formatBytes(bytes, units)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
