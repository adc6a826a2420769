import { isSameModel, type ModelSource, sourceKey } from "../../contract/model-source.ts";
import type { TeachableModel } from "../../contract/training.ts";
import { formatBytes } from "../format.ts";
import { FailureText } from "../parts/failure-text.tsx";
import { readyModel } from "../state/models-state.ts";
import { usePage } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { useTeachWords } from "../words/use-teach-words.ts";
import type { Lesson } from "./lesson.ts";
import { isUnkept, type LessonState } from "./lesson-state.ts";
import { NamedSelect } from "./named-select.tsx";

interface BaseChoiceProps {
  readonly lesson: Lesson;
  readonly state: LessonState;
}

/** Which model is taught: the one that is open, or another one of this device; which of them cannot be, and why. */
export function BaseChoice({ lesson, state }: BaseChoiceProps) {
  const words = useTeachWords();
  const open = usePage(readyModel);
  const { models, source } = state;
  const bases = withOpen(models, open).filter(({ why }) => why === undefined);
  const refused = models.filter(({ why }) => why !== undefined);
  const isChoice = bases.some((base) => source === undefined || !isSameModel(base.source, source));
  return (
    <>
      {isChoice && isUnkept(state) && <p className="text-sm text-muted">{words.baseStays}</p>}
      {isChoice && !isUnkept(state) && (
        <BaseSelect
          bases={bases}
          source={source}
          open={open?.source}
          isBusy={state.work !== undefined}
          onChoose={(base) => void lesson.choose(base)}
        />
      )}
      {refused.length > 0 && (
        <details className="text-sm text-muted">
          <summary>{words.notTaught(refused.length)}</summary>
          <ul className="grid gap-1 pt-1">
            {refused.map(({ source: one, name, why }) => (
              <li key={sourceKey(one)}>
                <bdi translate="no" className="font-medium">
                  {name}
                </bdi>
                {": "}
                {why !== undefined && <FailureText failure={why} />}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

type Base = Omit<TeachableModel, "bytes"> & { readonly bytes?: number };

/** The open model is one of them also where the device keeps nothing. */
function withOpen(models: readonly TeachableModel[], open: Base | undefined): readonly Base[] {
  if (open === undefined || models.some(({ source }) => isSameModel(source, open.source))) return models;
  return [{ source: open.source, name: open.name }, ...models];
}

interface BaseSelectProps {
  readonly bases: readonly Base[];
  readonly source: ModelSource | undefined;
  /** On the page. */
  readonly open: ModelSource | undefined;
  readonly isBusy: boolean;
  readonly onChoose: (source: ModelSource) => void;
}

function BaseSelect({ bases, source, open, isBusy, onChoose }: BaseSelectProps) {
  const words = useTeachWords();
  const { units } = useWords();
  const keyOf = (wanted: ModelSource | undefined) => {
    const base = bases.find((one) => wanted !== undefined && isSameModel(one.source, wanted));
    return base === undefined ? "" : sourceKey(base.source);
  };
  const [chosen, here] = [keyOf(source), keyOf(open)];
  const choose = (key: string) => {
    const base = bases.find((one) => sourceKey(one.source) === key);
    if (base !== undefined) onChoose(base.source);
  };
  const tell = ({ source: one, name, bytes }: Base) => [
    name,
    ...(bytes === undefined ? [] : [formatBytes(bytes, units)]),
    ...(sourceKey(one) === here ? [words.isOpen] : []),
  ];
  return (
    <NamedSelect
      label={words.base}
      value={chosen}
      none={words.chooseBase}
      isBusy={isBusy}
      onChoose={choose}
      choices={bases.map((base) => ({ value: sourceKey(base.source), name: tell(base).join(" · ") }))}
    />
  );
}
