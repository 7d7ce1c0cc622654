import type { Route } from 'next'

export type ShownAs = 'chart' | 'table'

/** What the address of a home page says beside the account. */
export interface HomeState {
  /** The page's own path. */
  path: Route
  shown: ShownAs
  pace: number
}

/** The address of a state; what is usual is left out. */
export function homeAddress({ path, shown, pace }: HomeState): Route {
  const query = new URLSearchParams()
  if (pace !== 1) query.set('pace', `${pace}`)
  if (shown === 'table') query.set('view', 'table')
  return (query.size > 0 ? `${path}?${query}` : path) as Route
}
