import { describeFailure, type Failure } from "../../contract/outcome.ts";

/** What went wrong, as the part that found it says it: in English, whatever the page's language. */
export function FailureText({ failure }: { readonly failure: Failure }) {
  return <span lang="en">{describeFailure(failure)}</span>;
}
