import { Component, type ReactNode, Suspense } from "react";
import { useWords } from "../words/current.ts";
import { Warning } from "./notice.tsx";

interface LateProps {
  readonly children: ReactNode;
  /** Nobody misses it: nothing is said where it does not come. */
  readonly unseen?: boolean;
}

/**
 * A part of the page whose script is fetched when it is asked for. Where that does not come it says so, in its place:
 * unhandled, React would take the whole page away, with all that was written.
 */
export class Late extends Component<LateProps, { readonly hasFailed: boolean }> {
  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override state = { hasFailed: false };

  override render() {
    if (!this.state.hasFailed) return <Suspense>{this.props.children}</Suspense>;
    return this.props.unseen ? null : <PartMissing />;
  }
}

function PartMissing() {
  const words = useWords();
  return (
    <Warning>
      <p className="flex-1">{words.partMissing}</p>
      <button type="button" className="button" onClick={() => location.reload()}>
        {words.reload}
      </button>
    </Warning>
  );
}
