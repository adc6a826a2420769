import { lazy } from "react";
import type { Copying } from "../use-copy.ts";
import { Late } from "./late.tsx";

const TextToSelect = lazy(() => import("./text-to-select.tsx"));

/** Whether a text was copied, and the text itself where the visitor has to copy it by hand. */
export function CopyOutcome({ said, toSelect, close }: Pick<Copying, "said" | "toSelect" | "close">) {
  return (
    <>
      <span aria-live="polite" className="text-sm text-accent">
        {said}
      </span>
      {toSelect !== undefined && (
        <Late>
          <TextToSelect text={toSelect} onClose={close} />
        </Late>
      )}
    </>
  );
}
