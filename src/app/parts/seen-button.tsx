import { SeenPlace } from "../embed/seen-place.tsx";
import { useSession } from "../use-page.ts";

interface SeenButtonProps {
  readonly name: string;
  readonly onClick: () => void;
}

/** A button that agrees to something. In a frame of another page it counts only once the visitor could see it. */
export function SeenButton(props: SeenButtonProps) {
  const { isFramed } = useSession();
  if (!isFramed) return <Button {...props} isDisabled={false} />;
  return <SeenPlace>{(isSeen) => <Button {...props} isDisabled={!isSeen} />}</SeenPlace>;
}

function Button({ name, onClick, isDisabled }: SeenButtonProps & { readonly isDisabled: boolean }) {
  return (
    <button type="button" className="button-primary" disabled={isDisabled} onClick={onClick}>
      {name}
    </button>
  );
}
