import errors from "../../api/errors.md?raw";
import sdk from "../../sdk/package.md?raw";
import { CardText } from "../parts/card-text.tsx";

/** From where npm's page of the SDK has told what it is. */
const MARKDOWN = `${errors}\n${sdk.slice(sdk.indexOf("\n## "))}`;

/** What developers look up, as npm's page of the SDK has it: in English, as the names that it is about. */
export default function Reference() {
  return (
    <div dir="ltr" className="mt-4">
      <CardText markdown={MARKDOWN} lang="en" />
    </div>
  );
}
