import type { UploadLine } from "../../contract/publishing.ts";
import { formatBytes } from "../format.ts";
import { useWords } from "../words/current.ts";
import { usePublishWords } from "../words/publish-words.ts";

/** Files with their sizes, a line each. */
export function FileTable({ files }: { readonly files: readonly UploadLine[] }) {
  const { units } = useWords();
  const { upload } = usePublishWords();
  return (
    <table className="mt-3 w-full text-start text-sm">
      <thead className="text-xs text-muted">
        <tr>
          <th scope="col" className="text-start font-normal">
            {upload.file}
          </th>
          <th scope="col" className="text-end font-normal">
            {upload.size}
          </th>
        </tr>
      </thead>
      <tbody>
        {files.map(({ path, bytes }) => (
          <tr key={path} className="border-t border-line">
            <td translate="no" dir="ltr" className="py-1 text-start wrap-anywhere">
              {path}
            </td>
            <td className="py-1 ps-4 text-end whitespace-nowrap tabular-nums">{formatBytes(bytes, units)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
