import { lazy } from "react";
import { readyModel } from "../state/models-state.ts";
import { usePage } from "../use-page.ts";
import { Late } from "./late.tsx";

const RareParts = lazy(() => import("./rare-parts.tsx"));

/** What most visitors never see, fetched where there is something of it: adapters of the model or in a link, a new version, a prompt that was replaced. */
export function Rare() {
  const isSeen = usePage((state) => {
    const { adapters, idleAdapters } = readyModel(state) ?? {};
    return state.hasUpdate || (adapters ?? idleAdapters ?? state.voice ?? state.linked ?? state.replaced) !== undefined;
  });
  if (!isSeen) return null;
  return (
    <Late unseen>
      <RareParts />
    </Late>
  );
}
