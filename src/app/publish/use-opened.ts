import { useCallback, useEffect, useState } from "react";
import type { Failure } from "../../contract/outcome.ts";
import type { OpenedPackage, PreparedPackage, PublishEdit } from "../../contract/publishing.ts";
import type { Draft, HubChoice } from "./draft.ts";
import { firstChoice } from "./hub-target.ts";
import { hasRightLook } from "./site-look.ts";
import type { PublishPageWorld } from "./publish-world.ts";

export interface Opened {
  readonly model: OpenedPackage;
  readonly edit: PublishEdit;
  readonly hub: HubChoice;
}

export interface OpenedState {
  readonly opened: Opened | undefined;
  readonly failure: Failure | undefined;
  /** The package as it would be published; that of the last edit but a moment. */
  readonly prepared: PreparedPackage | undefined;
  readonly problem: Failure | undefined;
  change(change: PublishChange): void;
  choose(change: Partial<HubChoice>): void;
}

/** Fields that are other now, or what makes them of those that are there by then. */
export type PublishChange = Partial<PublishEdit> | ((edit: PublishEdit) => Partial<PublishEdit>);

/** Milliseconds without a letter after which the package is put together anew. */
const PAUSE_MS = 300;

/** The model with this id, what its owner says of it, and what comes of that. @param draft what was typed before */
export function useOpened(
  world: Pick<PublishPageWorld, "publisher" | "keepDraft">,
  id: string,
  draft: Draft | undefined,
): OpenedState {
  const { publisher, keepDraft } = world;
  const [opened, setOpened] = useState<Opened>();
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    let isCurrent = true;
    void publisher.open(id).then((outcome) => {
      if (!isCurrent) return;
      if (!outcome.ok) return setFailure(outcome.failure);
      const model = outcome.value;
      const hub = draft?.hub ?? firstChoice(model.name, model.repo);
      // An adapter has no site of its own.
      setOpened({ model, edit: draft?.edit ?? model.edit, hub: model.isAdapter ? { ...hub, withSpace: false } : hub });
    });
    return () => {
      isCurrent = false;
    };
  }, [publisher, id, draft]);
  useEffect(() => {
    if (opened !== undefined) keepDraft({ id, edit: opened.edit, hub: opened.hub });
  }, [id, opened, keepDraft]);
  const change = useCallback(
    (more: PublishChange) =>
      setOpened((now) => {
        if (now === undefined) return now;
        return { ...now, edit: { ...now.edit, ...(typeof more === "function" ? more(now.edit) : more) } };
      }),
    [],
  );
  const choose = useCallback(
    (more: Partial<HubChoice>) => setOpened((now) => now && { ...now, hub: { ...now.hub, ...more } }),
    [],
  );
  return { opened, failure, ...usePrepared(world, opened?.edit), change, choose };
}

function usePrepared({ publisher }: Pick<PublishPageWorld, "publisher">, edit: PublishEdit | undefined) {
  const [prepared, setPrepared] = useState<PreparedPackage>();
  const [problem, setProblem] = useState<Failure>();
  useEffect(() => {
    if (edit === undefined) return undefined;
    let isCurrent = true;
    const timer = setTimeout(() => {
      // What is typed wrongly of the look says so in its field, and does not go.
      const { look, ...rest } = edit;
      void publisher.prepare({ ...rest, ...(look && hasRightLook(edit) && { look }) }).then((outcome) => {
        if (!isCurrent) return;
        if (outcome.ok) setPrepared(outcome.value);
        setProblem(outcome.ok ? undefined : outcome.failure);
      });
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [publisher, edit]);
  return { prepared, problem };
}
