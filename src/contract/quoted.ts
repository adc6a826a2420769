/** Would change how the text around is read, or make one name look like another. */
const INVISIBLE = /[\u007f-\u009f\u2028\u2029\ufff9-\ufffc]|\p{Default_Ignorable_Code_Point}/gu;

/** A text of a foreign file inside a message: in quotes, what cannot be seen escaped, not longer than a line. */
export function quoted(text: string): string {
  const json = JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
  return json.replace(INVISIBLE, (mark) => {
    const code = mark.codePointAt(0)?.toString(16) ?? "";
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
  });
}
