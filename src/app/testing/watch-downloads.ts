/**
 * Keeps what the page hands to the visitor's downloads from the browser's folder.
 * @returns gives the names and texts of what was downloaded since
 */
export function watchDownloads(): () => Promise<(readonly [name: string, text: string])[]> {
  const files = watchFiles();
  return async () => Promise.all((await files()).map(async (file) => [file.name, await file.text()] as const));
}

/** The same, as files. */
export function watchFiles(): () => Promise<File[]> {
  const found: Promise<File>[] = [];
  const onClick = (event: MouseEvent) => {
    const { target } = event;
    if (!(target instanceof HTMLAnchorElement) || target.download === "") return;
    event.preventDefault();
    const name = target.download;
    found.push(fetch(target.href).then(async (response) => new File([await response.blob()], name)));
  };
  // A link that is in no document is clicked without anyone else hearing of it.
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
    this.addEventListener("click", onClick, { once: true });
    click.call(this);
  };
  return () => {
    HTMLAnchorElement.prototype.click = click;
    return Promise.all(found);
  };
}
