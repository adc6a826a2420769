interface FileButtonProps {
  readonly label: string;
  /** Kinds of files, as `accept` names them. */
  readonly accept: string;
  readonly isBusy: boolean;
  readonly onFile: (file: File) => void;
}

/** Opens the system's list of files for one of them. */
export function FileButton({ label, accept, isBusy, onFile }: FileButtonProps) {
  return (
    <label className="button focus-within:outline-2 focus-within:outline-accent">
      {label}
      <input
        type="file"
        accept={accept}
        className="sr-only"
        disabled={isBusy}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) onFile(file);
        }}
      />
    </label>
  );
}
