import { usePromptTokens } from "../use-prompt-tokens.ts";
import { FailureText } from "./failure-text.tsx";
import { TokenList } from "./token-list.tsx";

/** Tokens that are drawn: as many as the context of most models holds. A longer prompt is drawn from its end. */
const DRAWN = 1200;

/** The tokens of the prompt in the form, as one types. */
export default function PromptTokens() {
  const told = usePromptTokens(DRAWN);
  if (told === undefined) return null;
  if (told.ok) return <TokenList {...told.value} />;
  return (
    <p role="alert" className="basis-full text-warn">
      <FailureText failure={told.failure} />
    </p>
  );
}
