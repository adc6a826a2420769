import type { env, InferenceSession, Tensor } from "onnxruntime-web";

/**
 * ONNX Runtime as this room uses it: the same interface in the browser (onnxruntime-web, three builds) and in Node
 * (onnxruntime-node), passed in by whoever knows where it runs.
 */
export interface Ort {
  readonly InferenceSession: {
    create(graph: Uint8Array, options: InferenceSession.SessionOptions): Promise<InferenceSession>;
  };
  readonly Tensor: typeof Tensor;
  readonly env: typeof env;
}
