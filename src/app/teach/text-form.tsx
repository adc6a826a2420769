import { type DragEvent, type FormEvent, useId, useState } from "react";
import { TEXT_LAYOUTS, type TextInput } from "../../contract/training.ts";
import { ChoiceField } from "../parts/choice-field.tsx";
import { Labelled } from "../parts/labelled.tsx";
import { useTeachWords } from "../words/use-teach-words.ts";
import { FileButton } from "./file-button.tsx";
import { FoundReport } from "./found-report.tsx";
import { layoutOf } from "./layout-of.ts";
import type { Lesson } from "./lesson.ts";
import type { LessonState } from "./lesson-state.ts";

interface TextFormProps {
  readonly lesson: Lesson;
  readonly state: LessonState;
}

/** The visitor's texts: pasted, chosen or dropped; then what was found in them, and the one button. */
export function TextForm({ lesson, state }: TextFormProps) {
  const { input, found, work } = state;
  return (
    <div className="grid gap-3 border-t border-line pt-4">
      {input === undefined && found === undefined ? (
        <GiveTexts lesson={lesson} isBusy={work !== undefined} />
      ) : (
        <GivenTexts lesson={lesson} state={state} />
      )}
    </div>
  );
}

function GiveTexts({ lesson, isBusy }: { readonly lesson: Lesson; readonly isBusy: boolean }) {
  const words = useTeachWords();
  const [typed, setTyped] = useState("");
  const field = useId();
  const read = (file: File | undefined) => {
    if (file !== undefined) void lesson.read({ name: file.name, bytes: file, layout: layoutOf(file.name) });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== "") void lesson.read({ name: words.pasted, bytes: new Blob([typed]), layout: "auto" });
  };
  const drop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    read(event.dataTransfer.files[0]);
  };
  return (
    <form className="grid gap-2" onSubmit={submit} onDrop={drop} onDragOver={(event) => event.preventDefault()}>
      <label htmlFor={field} className="text-sm font-medium">
        {words.texts}
      </label>
      <textarea
        id={field}
        rows={6}
        className="field py-1.5"
        dir="auto"
        value={typed}
        aria-describedby={`${field}-about`}
        onChange={(event) => setTyped(event.target.value)}
      />
      <p id={`${field}-about`} className="text-xs text-muted">
        {words.textsAbout} {words.chooseAbout}
      </p>
      <div className="flex flex-wrap gap-2">
        <button type="submit" className="button-primary" disabled={isBusy || typed.trim() === ""}>
          {words.read}
        </button>
        <FileButton
          label={words.choose}
          accept=".txt,.csv,.tsv,.jsonl,.ndjson,.md,text/*"
          isBusy={isBusy}
          onFile={read}
        />
        <FileButton
          label={words.openAdapter}
          accept=".zip,.hostless-voice"
          isBusy={isBusy}
          onFile={(file) => void lesson.openAdapter({ path: file.name, bytes: file })}
        />
      </div>
    </form>
  );
}

const RANKS = ["4", "8", "16", "32"] as const;

/** How much it can learn. */
function RankChoice({ lesson, rank }: { readonly lesson: Lesson; readonly rank: number }) {
  const words = useTeachWords();
  return (
    <div className="grid gap-1">
      <ChoiceField
        isSmall
        label={words.rank}
        options={RANKS}
        value={RANKS.find((one) => Number(one) === rank)}
        onChange={(chosen) => lesson.chooseRank(Number(chosen))}
      />
      <p className="text-xs text-muted">{words.rankAbout}</p>
    </div>
  );
}

function GivenTexts({ lesson, state: { input, found, work, rank } }: TextFormProps) {
  const words = useTeachWords();
  const isBusy = work !== undefined;
  return (
    <>
      {input !== undefined && (
        <LayoutChoice lesson={lesson} input={input} columns={found?.columns} column={found?.column} />
      )}
      {found !== undefined && <FoundReport found={found} />}
      {found !== undefined && <RankChoice lesson={lesson} rank={rank} />}
      <div className="flex flex-wrap gap-2">
        {found !== undefined && (
          <button type="button" className="button-primary" disabled={isBusy} onClick={() => void lesson.teach()}>
            {words.teach}
          </button>
        )}
        <button type="button" className="button" disabled={isBusy} onClick={lesson.clear}>
          {words.clear}
        </button>
      </div>
    </>
  );
}

interface LayoutChoiceProps {
  readonly lesson: Lesson;
  readonly input: TextInput;
  readonly columns: readonly string[] | undefined;
  readonly column: string | undefined;
}

/** How the texts lie in what was given; each choice reads them anew. */
function LayoutChoice({ lesson, input, columns, column }: LayoutChoiceProps) {
  const words = useTeachWords();
  const { field: _, ...plain } = input;
  return (
    <div className="flex flex-wrap items-end gap-3">
      <p className="basis-full text-sm font-medium">
        <bdi>{input.name}</bdi>
      </p>
      <ChoiceField
        isSmall
        label={words.layout}
        options={TEXT_LAYOUTS}
        value={input.layout}
        nameOf={(layout) => words.layouts[layout]}
        onChange={(layout) => void lesson.read({ ...plain, layout })}
      />
      {columns !== undefined && (
        <ChoiceField
          isSmall
          label={words.column}
          options={[...new Set(columns)]}
          value={column}
          onChange={(field) => void lesson.read({ ...input, field })}
        />
      )}
      {input.layout === "jsonl" && <JsonField lesson={lesson} input={input} />}
    </div>
  );
}

function JsonField({ lesson, input }: Pick<LayoutChoiceProps, "lesson" | "input">) {
  const words = useTeachWords();
  const [name, setName] = useState(input.field ?? "text");
  return (
    <form
      className="flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void lesson.read({ ...input, field: name });
      }}
    >
      <Labelled isSmall label={words.field}>
        {(id) => <input id={id} className="field" value={name} onChange={(event) => setName(event.target.value)} />}
      </Labelled>
      <button type="submit" className="button">
        {words.read}
      </button>
    </form>
  );
}
