import { useState } from "react";
import { canCopyPictures, canSend, copyPicture, sendPicture } from "../picture/take-along.ts";
import { saveBlob } from "../save-file.ts";
import { useCopy } from "../use-copy.ts";
import { useWords } from "../words/current.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { CopyOutcome } from "./copy-outcome.tsx";
import { SendButton } from "./send-button.tsx";

interface PictureActionsProps {
  /** Absent while the picture is drawn. */
  readonly file: File | undefined;
  readonly alt: string;
}

/** Ways to take a picture along, and its alternative text. */
export function PictureActions({ file, alt }: PictureActionsProps) {
  const { copied } = useWords();
  const { picture: words } = useLateWords();
  const [said, say] = useState("");
  const { copy, ...outcome } = useCopy();
  const act = (work: (file: File) => Promise<string> | string) => async () => {
    if (file !== undefined) say(await work(file));
  };
  const save = act((made) => {
    saveBlob(made, made.name);
    return words.saved(made.name);
  });
  const send = act(async (made) => ((await sendPicture(made)) ? "" : words.notSent));
  const copyIt = act(async (made) => ((await copyPicture(made)) ? copied : words.notCopied));
  const waits = file === undefined;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {file !== undefined && canSend(file) && <SendButton onSend={send} />}
      <button type="button" className="button-primary" aria-disabled={waits} onClick={save}>
        {words.save}
      </button>
      {canCopyPictures() && (
        <button type="button" className="button" aria-disabled={waits} onClick={copyIt}>
          {words.copy}
        </button>
      )}
      <button type="button" className="button" onClick={() => copy(alt)}>
        {words.copyAlt}
      </button>
      <span aria-live="polite" className="text-sm text-accent">
        {said}
      </span>
      <CopyOutcome {...outcome} />
    </div>
  );
}
