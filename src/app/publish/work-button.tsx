import type { Work } from "./use-work.ts";

interface WorkButtonProps {
  readonly name: string;
  readonly work: Pick<Work<unknown>, "progress">;
  /** Whether all that it needs is there. */
  readonly isReady: boolean;
  readonly onStart: () => Promise<void>;
}

/** Begins what takes long, one at a time. */
export function WorkButton({ name, work, isReady, onStart }: WorkButtonProps) {
  return (
    <button
      type="button"
      className="button-primary w-fit"
      disabled={!isReady || work.progress !== undefined}
      onClick={() => void onStart()}
    >
      {name}
    </button>
  );
}
