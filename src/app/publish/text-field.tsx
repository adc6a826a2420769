import { useId } from "react";

interface TextFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly value: string;
  readonly type?: "text" | "password";
  /** True for what is no word of a language: names, codes, addresses. */
  readonly isCode?: boolean;
  readonly onChange: (value: string) => void;
}

/** A line of text with its label, a hint, and what is wrong with it. */
export function TextField({ label, hint, problem, value, type = "text", isCode = false, onChange }: TextFieldProps) {
  const field = useId();
  const about = useId();
  return (
    <div className="grid min-w-0 content-start gap-1">
      <label htmlFor={field} className="text-sm font-medium">
        {label}
      </label>
      <input
        id={field}
        type={type}
        className="field"
        dir={isCode ? "ltr" : "auto"}
        autoComplete="off"
        spellCheck={!isCode}
        autoCapitalize={isCode ? "off" : undefined}
        aria-describedby={about}
        aria-invalid={problem !== undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={about} className={problem === undefined ? "text-xs text-muted" : "text-xs text-warn"}>
        {problem ?? hint}
      </p>
    </div>
  );
}
