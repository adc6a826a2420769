import { useEffect, useState } from "react";
import type { StoredAdapter } from "../../contract/adapters.ts";
import type { StoredModel } from "../../contract/model-library.ts";
import type { Failure } from "../../contract/outcome.ts";
import { adapterKey } from "../../contract/publishing.ts";
import { formatBytes } from "../format.ts";
import { FailureAlert } from "../parts/failure-alert.tsx";
import { useWords } from "../words/current.ts";
import { usePublishWords } from "../words/publish-words.ts";
import type { WritingEngine } from "./use-example-writer.ts";

interface ChooseModelProps {
  readonly engine: Pick<WritingEngine, "stored" | "storedAdapters">;
  readonly onChoose: (id: string) => void;
}

/** The models and adapters of this device: one of them is to be published. */
export function ChooseModel({ engine, onChoose }: ChooseModelProps) {
  const words = usePublishWords();
  const [models, setModels] = useState<readonly StoredModel[]>();
  const [adapters, setAdapters] = useState<readonly StoredAdapter[]>([]);
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    void engine.stored().then((outcome) => {
      if (outcome.ok) setModels(outcome.value.filter(({ complete, source }) => complete && source.kind !== "site"));
      else setFailure(outcome.failure);
    });
    void engine.storedAdapters().then((outcome) => {
      if (outcome.ok) setAdapters(outcome.value);
    });
  }, [engine]);
  if (failure !== undefined) return <FailureAlert failure={failure} className="text-warn" />;
  if (models === undefined) return null;
  const rows = adapters.map(({ id, name, base, bytes }) => ({
    id: adapterKey(id),
    name,
    bytes,
    about: words.adapter.of(base),
  }));
  return (
    <div className="grid gap-3">
      <p>{models.length === 0 ? words.none : words.choose}</p>
      <Rows rows={models} onChoose={onChoose} />
      {rows.length > 0 && (
        <>
          <h2 className="font-medium">{words.adapter.stored}</h2>
          <Rows rows={rows} onChoose={onChoose} />
        </>
      )}
    </div>
  );
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly about?: string;
}

function Rows({ rows, onChoose }: { readonly rows: readonly Row[]; readonly onChoose: (id: string) => void }) {
  const { units } = useWords();
  return (
    <ul className="grid gap-2">
      {rows.map(({ id, name, bytes, about }) => (
        <li key={id}>
          <button type="button" className="button w-full justify-start max-sm:py-2" onClick={() => onChoose(id)}>
            <bdi translate="no" className="truncate">
              {name}
            </bdi>
            {about !== undefined && <span className="text-muted">{about}</span>}
            <span className="ms-auto text-muted">{formatBytes(bytes, units)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
