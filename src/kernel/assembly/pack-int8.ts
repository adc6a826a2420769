import { Linear, weightAddress } from "./linear";
import { check, get, put } from "./memory";
import { PACKED_INPUTS, putGroup } from "./pack-group";

/**
 * Packs int8 weights of inputs `column` … `column + PACKED_INPUTS` stored as [PACKED_INPUTS][count] (ONNX: inputs × outputs) into
 * outputs `first` … `first + count`; at the end of a matrix there may be fewer inputs. Scales come separately.
 */
export function packInt8(linear: Linear, first: i32, count: i32, column: i32, source: usize): void {
  const stride = <usize>count;
  const columns = min(PACKED_INPUTS, linear.columns - column);
  let n = 0;
  // A part of a matrix may start inside a group of four outputs, and end inside one.
  const whole = columns == PACKED_INPUTS ? count - 3 : 0;
  for (; n < whole && ((first + n) & 3) != 0; n++) packInt8Row(linear, first + n, column, columns, source + n, stride);
  for (; n < whole; n += 4) {
    const from = source + n;
    const a = fourByFour(from, stride);
    const b = fourByFour(from + 4 * stride, stride);
    const c = fourByFour(from + 8 * stride, stride);
    const d = fourByFour(from + 12 * stride, stride);
    putGroup(weightAddress(linear, first + n, column), a, b, c, d);
  }
  for (; n < count; n++) packInt8Row(linear, first + n, column, columns, source + n, stride);
}

function packInt8Row(linear: Linear, row: i32, column: i32, columns: i32, source: usize, stride: usize): void {
  const to = weightAddress(linear, row, column);
  for (let k = 0; k < columns; k++) put<i8>(to + k, get<i8>(source + <usize>k * stride));
}

/** Four neighbours of each of four rows, row by row. */
@inline
function fourByFour(from: usize, stride: usize): v128 {
  check(from, 4);
  check(from + 3 * stride, 4);
  let v = v128.load_zero<u32>(from);
  v = v128.load_lane<u32>(from + stride, v, 1);
  v = v128.load_lane<u32>(from + 2 * stride, v, 2);
  return v128.load_lane<u32>(from + 3 * stride, v, 3);
}
