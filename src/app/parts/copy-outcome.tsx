import type { Copying } from "../use-copy.ts";
import { TextToSelect } from "./text-to-select.tsx";

/** Whether a text was copied, and the text itself where the visitor has to copy it by hand. */
export function CopyOutcome({ said, toSelect, close }: Pick<Copying, "said" | "toSelect" | "close">) {
  return (
    <>
      <span aria-live="polite" className="text-sm text-accent">
        {said}
      </span>
      {toSelect !== undefined && <TextToSelect text={toSelect} onClose={close} />}
    </>
  );
}
