import * as v from "valibot";

/** A text for one line of a page, which says something. @param most characters */
export const oneLine = (most: number) =>
  v.pipe(
    v.string("must be a text"),
    v.regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, "must be one line"),
    v.regex(/\S/, "must not be empty"),
    v.maxLength(most, `must have at most ${most} characters`),
  );
