/** Element types that our graphs hold, with their number in ONNX (`TensorProto.DataType`) and bytes per element. */
export const ELEMENT_TYPES = {
  float32: { code: 1, bytes: 4 },
  uint8: { code: 2, bytes: 1 },
  int8: { code: 3, bytes: 1 },
  int64: { code: 7, bytes: 8 },
  bool: { code: 9, bytes: 1 },
  float16: { code: 10, bytes: 2 },
} as const;

export type ElementType = keyof typeof ELEMENT_TYPES;

/** The element type with this ONNX number; undefined for one that our graphs never hold. */
export function elementType(code: number): ElementType | undefined {
  for (const [name, { code: known }] of Object.entries(ELEMENT_TYPES)) {
    if (known === code && isElementType(name)) return name;
  }
  return undefined;
}

function isElementType(name: string): name is ElementType {
  return Object.hasOwn(ELEMENT_TYPES, name);
}
