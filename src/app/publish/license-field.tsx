import { useId, useState } from "react";
import { usePublishWords } from "../words/publish-words.ts";
import { isLicenseId, LICENSES } from "./licenses.ts";
import { TextField } from "./text-field.tsx";

interface LicenseFieldProps {
  readonly value: string;
  readonly onChange: (license: string) => void;
}

const OTHER = "other…";

/** The licence, out of the usual ones or any other. */
export function LicenseField({ value, onChange }: LicenseFieldProps) {
  const { say } = usePublishWords();
  const isKnown = LICENSES.some(([id]) => id === value);
  const [isOther, setOther] = useState(value !== "" && !isKnown);
  const field = useId();
  const about = useId();
  const choose = (id: string) => {
    setOther(id === OTHER);
    onChange(id === OTHER ? "" : id);
  };
  return (
    <div className="grid min-w-0 content-start gap-1">
      <label htmlFor={field} className="text-sm font-medium">
        {say.license}
      </label>
      <select
        id={field}
        className="field"
        required
        aria-describedby={about}
        value={isOther ? OTHER : value}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">{say.chooseLicense}</option>
        {LICENSES.map(([id, name]) => (
          <option key={id} value={id} translate="no" lang="en">
            {name}
          </option>
        ))}
        <option value={OTHER}>{say.otherLicense}</option>
      </select>
      <p id={about} className="text-xs text-warn">
        {value === "" && !isOther ? say.licenseNeeded : undefined}
      </p>
      {isOther && (
        <TextField
          label={say.licenseId}
          isCode
          problem={isLicenseId(value) ? undefined : say.licenseNeeded}
          value={value}
          onChange={onChange}
        />
      )}
    </div>
  );
}
