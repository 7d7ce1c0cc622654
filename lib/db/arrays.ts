/**
 * PostgreSQL array literals for the hot path's set-based writes: `unnest(${plainArray(ids)}::uuid[])`. Handing the arrays themselves to
 * the driver has every element quoted and copied twice, which was a third of a flush (docs/decisions/0005-group-commit.md).
 */

/** For ids, numbers, booleans, instants and words of ours: elements that need no quoting. */
export function plainArray(values: readonly (string | number | bigint | boolean | null)[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`
}

/** For text of any kind. */
export function textArray(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`
}
