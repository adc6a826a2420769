import { create } from "@bufbuild/protobuf";
import { ELEMENT_TYPES, type ElementType } from "../../onnx/element-type.ts";
import {
  type AttributeProto,
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  type ValueInfoProto,
  ValueInfoProtoSchema,
} from "../../onnx/onnx_pb.ts";
import { toUtf8 } from "../utf8.ts";

export type Attribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly text: string }
  | { readonly ints: readonly number[] };

export function valueInfo(name: string, type: ElementType, dims: readonly (number | string)[]): ValueInfoProto {
  return create(ValueInfoProtoSchema, {
    name,
    type: {
      value: {
        case: "tensorType",
        value: {
          elemType: ELEMENT_TYPES[type].code,
          shape: {
            dim: dims.map((size) => ({
              value:
                typeof size === "number"
                  ? { case: "dimValue" as const, value: BigInt(size) }
                  : { case: "dimParam" as const, value: size },
            })),
          },
        },
      },
    },
  });
}

export function attributeProto(name: string, value: Attribute): AttributeProto {
  const types = AttributeProto_AttributeType;
  if ("int" in value) return create(AttributeProtoSchema, { name, type: types.INT, i: BigInt(value.int) });
  if ("float" in value) return create(AttributeProtoSchema, { name, type: types.FLOAT, f: value.float });
  if ("ints" in value) return create(AttributeProtoSchema, { name, type: types.INTS, ints: value.ints.map(BigInt) });
  return create(AttributeProtoSchema, { name, type: types.STRING, s: toUtf8(value.text) });
}
