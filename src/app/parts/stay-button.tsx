import { standingModel } from "../state/models-state.ts";
import { usePage, useSession } from "../use-page.ts";

interface StayButtonProps {
  /** What the button says, given the name of the model that stays. */
  readonly say: (model: string) => string;
}

/** Goes on with the model that runs, where one does beside the question or the failure. */
export function StayButton({ say }: StayButtonProps) {
  const { closeAttempt } = useSession();
  const standing = usePage(standingModel);
  if (standing === undefined) return null;
  return (
    <button type="button" className="button" onClick={closeAttempt}>
      {say(standing)}
    </button>
  );
}
