import type { Spread } from './workload'

/** Bytes of UTF-8 that make one unit, by the published counting rule, and in the low and high case. */
export const BYTES_A_UNIT: Spread<number> = { low: 5, typical: 4, high: 3 }

/** Units of a text in thousandths: its bytes in UTF-8 divided by the bytes of a unit, rounded up to whole units. */
export function countUnits(text: string): Spread<bigint> {
  const bytes = new TextEncoder().encode(text).length
  const units = (bytesAUnit: number) => BigInt(Math.ceil(bytes / bytesAUnit)) * 1000n
  return { low: units(BYTES_A_UNIT.low), typical: units(BYTES_A_UNIT.typical), high: units(BYTES_A_UNIT.high) }
}
