/** What a reader of a stream gives, in order, up to its end. The reader stays the caller's to release or cancel. */
export async function* readAll<T>(reader: { read(): Promise<ReadableStreamReadResult<T>> }): AsyncGenerator<T, void> {
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
