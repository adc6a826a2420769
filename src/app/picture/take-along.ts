/** Whether pages can put pictures on the clipboard here; not at plain http addresses, nor in every browser. */
export function canCopyPictures(): boolean {
  if (!("clipboard" in navigator) || typeof ClipboardItem === "undefined") return false;
  if (!("write" in navigator.clipboard)) return false;
  return !("supports" in ClipboardItem) || ClipboardItem.supports("image/png");
}

/** False where the browser refuses. */
export async function copyPicture(png: Blob): Promise<boolean> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": png })]);
    return true;
  } catch {
    return false;
  }
}

/** Whether the system's sheet takes this file. */
export function canSend(file: File): boolean {
  return "canShare" in navigator && navigator.canShare({ files: [file] });
}

/** Opens the system's sheet. @returns false where it did not take the file; a visitor who closes it has had enough */
export async function sendPicture(file: File): Promise<boolean> {
  try {
    await navigator.share({ files: [file], title: document.title });
    return true;
  } catch (error) {
    return error instanceof DOMException && error.name === "AbortError";
  }
}
