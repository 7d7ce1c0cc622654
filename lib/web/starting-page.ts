import 'server-only'
import type { Route } from 'next'
import { findSignedIn } from './session'

/** Where a person begins: the account joined first, else the staff's pages, else opening an account; visitors sign in. */
export async function startingPage(): Promise<Route> {
  const signedIn = await findSignedIn()
  if (!signedIn) return '/sign-in'
  const [place] = signedIn.places
  if (place) return `/a/${place.accountId}` as Route
  return signedIn.staffRole === null ? '/sign-up/account' : '/admin/messages'
}
