import * as v from "valibot";

/** A text for one line of a page, which says something. @param most characters, an emoji counted as one where JavaScript has two halves of it */
export const oneLine = (most: number) =>
  v.pipe(
    v.string("must be a text"),
    v.regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, "must be one line"),
    v.regex(/\S/, "must not be empty"),
    v.check((text) => [...text].length <= most, `must have at most ${most} characters`),
  );
