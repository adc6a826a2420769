/** Fetches and compiles a build. Not compileStreaming: it would need the host to send the right content type. */
export async function fetchModule(url: URL): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await (await fetch(url)).arrayBuffer());
}
