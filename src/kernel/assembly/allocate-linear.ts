import { BLOCK_BYTES, blocksOf, INT4_ROWS } from "./int4-layout";
import { Linear, padTo } from "./linear";
import { allocate } from "./memory";

/** A product with int8 weights. @returns 0 when the memory is exhausted */
export function allocateLinear(rows: i32, columns: i32, withBias: bool, withRest: bool): usize {
  const paddedRows = padTo(rows, 4);
  const address = allocateProduct(rows, columns, paddedRows, withBias, <u64>paddedRows * <u64>padTo(columns, 16));
  return address != 0 && allocateScales(changetype<Linear>(address), withRest) ? address : 0;
}

function allocateScales(linear: Linear, withRest: bool): bool {
  linear.scales = allocate(linear.paddedRows * 4);
  linear.sums = RELAXED ? allocate(linear.paddedRows * 4) : 0;
  if (linear.scales == 0 || (RELAXED && linear.sums == 0)) return false;
  if (!withRest) return true;
  linear.rest = allocateLinear(linear.rows, linear.columns, false, false);
  return linear.rest != 0;
}

/** The same with weights of 4 bits. @returns 0 when the memory is exhausted */
export function allocateInt4(rows: i32, columns: i32, withBias: bool): usize {
  const paddedRows = padTo(rows, INT4_ROWS);
  const bytes = <u64>(paddedRows / INT4_ROWS) * <u64>blocksOf(columns) * <u64>BLOCK_BYTES;
  const address = allocateProduct(rows, columns, paddedRows, withBias, bytes);
  if (address != 0) changetype<Linear>(address).int4 = 1;
  return address;
}

/** What both have. @param bytes of the weights @returns 0 when the memory is exhausted */
function allocateProduct(rows: i32, columns: i32, paddedRows: i32, withBias: bool, bytes: u64): usize {
  const address = allocate(offsetof<Linear>());
  if (address == 0) return 0;
  const linear = changetype<Linear>(address);
  linear.rows = rows;
  linear.columns = columns;
  linear.paddedRows = paddedRows;
  linear.paddedColumns = padTo(columns, 16);
  linear.bias = withBias ? allocate(paddedRows * 4) : 0;
  linear.weights = bytes < 0xffff_0000 ? allocate(<u32>bytes) : 0;
  return linear.weights != 0 && (!withBias || linear.bias != 0) ? address : 0;
}
