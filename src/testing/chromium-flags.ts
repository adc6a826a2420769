/** Chromium refuses its sandbox to root, and would look up its vendor's hosts at every start. Tests know English names. */
export const CHROMIUM_FLAGS: readonly string[] = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--lang=en-US",
];

/** WebGPU in a browser without a window, on Linux. */
export const WEBGPU: readonly string[] = ["--enable-unsafe-webgpu", "--enable-features=Vulkan"];

/** A GPU that the CPU computes: slow and without shader-f16, but right or wrong as a real one. */
export const SOFTWARE_GPU: readonly string[] = [...WEBGPU, "--use-webgpu-adapter=swiftshader"];
