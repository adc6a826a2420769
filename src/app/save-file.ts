/** Hands a text to the visitor's downloads. */
export function saveText(text: string, name: string): void {
  saveBlob(new Blob([text], { type: "text/plain;charset=utf-8" }), name);
}

export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The download has begun by then; the address would keep the bytes in memory.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
