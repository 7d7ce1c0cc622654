import 'server-only'
import type { Route } from 'next'
import { cookies } from 'next/headers'
import { identifySession } from '@/lib/usecases/access/identify-session'
import type { OpenedSession } from '@/lib/usecases/access/open-session'
import { endSession } from './end-session'
import { LANGUAGE_COOKIE } from './preferences'
import { clearSessionCookie, readSessionId, setSessionCookie } from './session-cookie'
import { keepLanguage } from './set-preferences'

/** Lets this browser in with a session just opened, in the person's language, and leads on. */
export async function enter(opening: Promise<OpenedSession>, to: Route): Promise<{ to: Route }> {
  const { sessionId } = await opening
  // Whoever was signed in here before no longer is, also not with a copy of the cookie.
  await endSession(await readSessionId())
  await setSessionCookie(sessionId)
  const signedIn = await identifySession(sessionId)
  await rememberLanguage(signedIn?.language ?? null)
  return { to }
}

/** Ends this browser's session, on the server and in its cookie. */
export async function leave(): Promise<Route> {
  await endSession(await readSessionId())
  await clearSessionCookie()
  return '/sign-in'
}

/** Keeps the person's language in the browser; null goes back to the browser's own. */
export async function rememberLanguage(language: 'en' | 'fr' | null): Promise<void> {
  const jar = await cookies()
  if (language === null) jar.delete(LANGUAGE_COOKIE)
  else keepLanguage(language, jar)
}
