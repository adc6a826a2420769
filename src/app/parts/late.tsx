import { Component, type ReactNode, Suspense } from "react";
import { STRINGS } from "../strings.ts";
import { Warning } from "./notice.tsx";

interface LateProps {
  readonly children: ReactNode;
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
    return (
      <Warning>
        <p className="flex-1">{STRINGS.partMissing}</p>
        <button type="button" className="button" onClick={() => location.reload()}>
          {STRINGS.reload}
        </button>
      </Warning>
    );
  }
}
