/** A parameter of the address as one text; empty when it is missing or given more than once. */
export function queryText(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value : ''
}
