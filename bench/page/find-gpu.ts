/** A GPU by the names that the browser gives it. */
export interface FoundGpu {
  readonly name: string;
  /** Computed by the processor. */
  readonly software: boolean;
}

interface Adapter {
  readonly info: Record<"vendor" | "architecture" | "device" | "description", string> & {
    readonly isFallbackAdapter?: boolean;
  };
}

/** The one that ONNX Runtime is given, too. @returns nothing where there is no adapter */
export async function findGpu(): Promise<FoundGpu | undefined> {
  if (!("gpu" in navigator) || !isEntry(navigator.gpu)) return undefined;
  const adapter = await navigator.gpu.requestAdapter();
  if (adapter === null) return undefined;
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const name = [vendor, architecture, device, description].filter((part) => part !== "").join(" ");
  return { name, software: isFallbackAdapter === true || architecture === "swiftshader" };
}

function isEntry(value: unknown): value is { requestAdapter(): Promise<Adapter | null> } {
  return typeof value === "object" && value !== null && "requestAdapter" in value;
}
