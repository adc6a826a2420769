import { getTextEncoding } from "@bufbuild/protobuf/wire";

/** UTF-8 bytes of a text. This room knows no global of page or Node; the protobuf library brings its encoder along. */
export function toUtf8(text: string): Uint8Array {
  return getTextEncoding().encodeUtf8(text);
}
