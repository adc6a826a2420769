import { useRef } from "react";
import { useSeen } from "../embed/use-seen.ts";
import { STRINGS } from "../strings.ts";
import { useSession } from "../use-page.ts";

interface SeenButtonProps {
  readonly name: string;
  readonly onClick: () => void;
}

/** A button that agrees to something. In a frame of another page it counts only once the visitor could see it. */
export function SeenButton(props: SeenButtonProps) {
  return useSession().isFramed ? <FramedButton {...props} /> : <Button {...props} isDisabled={false} />;
}

function FramedButton(props: SeenButtonProps) {
  const place = useRef<HTMLDivElement>(null);
  const state = useSeen(place);
  return (
    <>
      {/* The place of the button is watched: its own look while it is disabled would count as see-through. */}
      <div ref={place}>
        <Button {...props} isDisabled={state !== "seen"} />
      </div>
      {state === "hidden" && (
        <p role="status" className="basis-full text-sm">
          {STRINGS.consent.covered}
        </p>
      )}
    </>
  );
}

function Button({ name, onClick, isDisabled }: SeenButtonProps & { readonly isDisabled: boolean }) {
  return (
    <button type="button" className="button-primary" disabled={isDisabled} onClick={onClick}>
      {name}
    </button>
  );
}
