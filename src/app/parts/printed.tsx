import { lazy } from "react";
import { readyModel } from "../state/models-state.ts";
import { usePage } from "../use-page.ts";
import { Late } from "./late.tsx";

const PrintSheet = lazy(() => import("./print-sheet.tsx"));

/** The sheet for the printer, once there is a model; without it, or its script, the page is printed as it is. */
export function Printed() {
  const isReady = usePage((state) => readyModel(state) !== undefined);
  return (
    isReady && (
      <Late unseen>
        <PrintSheet />
      </Late>
    )
  );
}
