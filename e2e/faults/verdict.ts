/** What is wrong, in words; empty when everything holds. Only the first few of a kind are told. */
export type Verdict = string[]

const SHOWN_MAX = 5

export function shorten(wrong: readonly string[]): Verdict {
  return wrong.length <= SHOWN_MAX ? [...wrong] : [...wrong.slice(0, SHOWN_MAX), `and ${wrong.length - SHOWN_MAX} more`]
}
