/**
 * Where to look for what a change concerns: the rooms of `src/` that the files lie in, other top folders, and single files
 * of the root, each once.
 * @param files paths from the root
 */
export function placesOf(files: readonly string[]): string[] {
  return [...new Set(files.map(placeOf))].sort();
}

function placeOf(file: string): string {
  const [top = "", second = "", ...rest] = file.split("/");
  return top === "src" && rest.length > 0 ? `src/${second}` : top;
}

/** The folders and files of these whose unit tests are to be run; the kernel's source has them beside its folder. */
export function testedPlaces(places: readonly string[]): string[] {
  const rooms = places.map((place) => place.replace(/^(src\/kernel)\/assembly(?:\/.*)?$/, "$1"));
  return [...new Set(rooms)].filter((place) => /^(?:src|scripts)(?:\/|$)/.test(place));
}
