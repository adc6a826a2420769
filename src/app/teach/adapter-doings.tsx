import type { StoredAdapter } from "../../contract/adapters.ts";
import type { ModelSource } from "../../contract/model-source.ts";
import { openVoice } from "../open-voice.ts";
import { useSession } from "../use-page.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { useTeachWords } from "../words/use-teach-words.ts";
import { KeptVoice } from "./kept-voice.tsx";

interface AdapterDoingsProps {
  readonly adapter: StoredAdapter;
  /** Of its model; absent where it is not known. */
  readonly source: ModelSource | undefined;
  readonly isBusy: boolean;
  /** The page writes with it from here on. */
  readonly onOpen: () => void;
  readonly onRename: () => void;
  /** One at a time: each takes a thread and a model in memory. */
  readonly isUnfolded: boolean;
  readonly onUnfold: (isUnfolded: boolean) => void;
}

/** What can be done with a kept adapter and its model: to write with it, and to share, save, rename or publish it. */
export function AdapterDoings({ adapter, source, isBusy, onOpen, onRename, ...fold }: AdapterDoingsProps) {
  const { isUnfolded, onUnfold } = fold;
  const { storage } = useLateWords();
  const words = useTeachWords();
  const session = useSession();
  if (source === undefined) return null;
  const { id, name, digest } = adapter;
  const open = () => {
    void openVoice(session, { name, digest, source });
    onOpen();
  };
  const about = (
    <span translate="no" className="sr-only">
      {" "}
      {name}
    </span>
  );
  return (
    <>
      <button type="button" className="button-quiet" disabled={isBusy} onClick={open}>
        {storage.open}
        {about}
      </button>
      <button type="button" className="button-quiet" aria-expanded={isUnfolded} onClick={() => onUnfold(!isUnfolded)}>
        {words.more}
        {about}
      </button>
      {isUnfolded && <KeptVoice source={source} id={id} onRename={onRename} />}
    </>
  );
}
