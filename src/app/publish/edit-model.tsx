import { useState } from "react";
import { formatBytes } from "../format.ts";
import { FailureAlert } from "../parts/failure-alert.tsx";
import { useWords } from "../words/current.ts";
import { usePublishWords } from "../words/publish-words.ts";
import { CardPanel } from "./card-panel.tsx";
import { areDefaultsRight } from "./default-numbers.ts";
import { DefaultsPanel } from "./defaults-panel.tsx";
import { BaseLicenses } from "./base-licenses.tsx";
import { Destinations } from "./destinations.tsx";
import type { Draft } from "./draft.ts";
import { EditAdapter } from "./edit-adapter.tsx";
import { EditColumns } from "./edit-columns.tsx";
import { ExamplesPanel } from "./examples-panel.tsx";
import { HubPanel } from "./hub-panel.tsx";
import { PagesPanel } from "./pages-panel.tsx";
import { LookPanel } from "./look-panel.tsx";
import type { PublishPageWorld } from "./publish-world.ts";
import { SaidPanel } from "./said-panel.tsx";
import { hasRightLook } from "./site-look.ts";
import { UploadPanel } from "./upload-panel.tsx";
import { useExampleWriter } from "./use-example-writer.ts";
import type { HubSignIn } from "./use-hub-account.ts";
import { type Opened, type OpenedState, useOpened } from "./use-opened.ts";
import { ZipPanel } from "./zip-panel.tsx";

interface EditModelProps {
  readonly world: PublishPageWorld;
  readonly id: string;
  readonly signIn: HubSignIn;
  /** What was said of a model before, in this tab. */
  readonly draftOf: (id: string) => Draft | undefined;
  readonly keepDraft: (draft: Draft) => void;
}

/** One model: what is said of it, and where it goes. */
export function EditModel(props: EditModelProps) {
  const { world, id, draftOf, keepDraft } = props;
  const words = usePublishWords();
  const [draft] = useState(() => draftOf(id));
  const state = useOpened({ publisher: world.publisher, keepDraft }, id, draft);
  const { opened, failure } = state;
  if (failure !== undefined) return <FailureAlert failure={failure} className="text-warn" />;
  if (opened === undefined) return <p role="status">{words.opening}</p>;
  if (opened.model.isAdapter) {
    return (
      <>
        <ModelFacts opened={opened} />
        <EditAdapter {...props} opened={opened} state={state} />
      </>
    );
  }
  return <Editor {...props} opened={opened} state={state} />;
}

interface EditorProps extends EditModelProps {
  readonly opened: Opened;
  readonly state: OpenedState;
}

function Editor({ world, id, signIn, opened, state }: EditorProps) {
  const { edit } = opened;
  const { prepared, problem, change, choose } = state;
  const writer = useExampleWriter(world.engine, id, world.randomSeed);
  const isRight = edit.license !== "" && areDefaultsRight(edit.defaults) && hasRightLook(edit);
  const isReady = isRight && prepared !== undefined && problem === undefined;
  const going = { edit, isReady, publisher: world.publisher };
  const aside = (
    <>
      {prepared !== undefined && <UploadPanel files={prepared.files} edit={edit} publisher={world.publisher} />}
      <Destinations
        panels={{
          hub: <HubPanel {...going} signIn={signIn} choice={opened.hub} onChoose={choose} />,
          zip: <ZipPanel {...going} />,
          pages: <PagesPanel {...going} />,
        }}
      />
    </>
  );
  return (
    <>
      <ModelFacts opened={opened} />
      <EditColumns problem={problem} aside={aside}>
        <SaidPanel edit={edit} onEdit={change} />
        <BaseLicenses edit={edit} publisher={world.publisher} />
        <ExamplesPanel edit={edit} onEdit={change} writer={writer} />
        <DefaultsPanel defaults={edit.defaults} onChange={(defaults) => change({ defaults })} />
        <LookPanel edit={edit} onEdit={change} />
        <CardPanel edit={edit} onEdit={change} prepared={prepared} />
      </EditColumns>
    </>
  );
}

function ModelFacts({ opened: { model } }: { readonly opened: Opened }) {
  const words = usePublishWords();
  const { units } = useWords();
  return (
    <p className="text-sm text-muted">
      <bdi translate="no" className="font-medium text-ink">
        {model.name}
      </bdi>{" "}
      · {formatBytes(model.bytes, units)}
      {model.repo !== undefined && ` · ${words.from(model.repo)}`}
    </p>
  );
}
