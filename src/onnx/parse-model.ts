import { fromBinary } from "@bufbuild/protobuf";
import { refuseFile } from "../contract/refuse-file.ts";
import { type ModelProto, ModelProtoSchema } from "./onnx_pb.ts";

/** The message in a graph file: untrusted bytes. @throws Refusal `malformed_file` */
export function parseModel(bytes: Uint8Array, path: string): ModelProto {
  try {
    return fromBinary(ModelProtoSchema, bytes);
  } catch {
    throw refuseFile(path, "not_onnx", {});
  }
}
