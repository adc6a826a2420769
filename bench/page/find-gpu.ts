/** A GPU by the names that the browser gives it. */
export interface FoundGpu {
  readonly name: string;
  /** Computed by the processor. */
  readonly software: boolean;
}

interface Adapter {
  readonly info: Record<"vendor" | "architecture" | "device" | "description", string>;
}

/** @returns nothing where there is no adapter */
export async function findGpu(): Promise<FoundGpu | undefined> {
  if (!("gpu" in navigator) || !isEntry(navigator.gpu)) return undefined;
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: "high-performance" });
  if (adapter === null) return undefined;
  const { vendor, architecture, device, description } = adapter.info;
  const name = [vendor, architecture, device, description].filter((part) => part !== "").join(" ");
  return { name, software: architecture === "swiftshader" };
}

function isEntry(value: unknown): value is { requestAdapter(options: object): Promise<Adapter | null> } {
  return typeof value === "object" && value !== null && "requestAdapter" in value;
}
