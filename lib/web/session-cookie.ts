import 'server-only'
import { cookies } from 'next/headers'
import { decode, encode } from 'next-auth/jwt'
import { config } from '@/lib/config'
import { SESSION_LENGTH_MAX } from '@/lib/domain/access/sessions'
import { SECOND } from '@/lib/domain/instants'

export const SESSION_LENGTH_SECONDS = Number(SESSION_LENGTH_MAX / SECOND)

/** What the cookie says: nothing but which session to look up. */
export interface SessionToken {
  sid: string
}

/** Whether the public address is encrypted, so that cookies may not travel otherwise. */
export function isSecureSite(): boolean {
  return config().NEXTAUTH_URL.startsWith('https:')
}

/** next-auth's own cookie, so that it and we mean the same one. */
export function sessionCookieName(): string {
  return isSecureSite() ? '__Secure-next-auth.session-token' : 'next-auth.session-token'
}

/** Puts a new session into the browser in the place of what was there. Only in actions and route handlers. */
export async function setSessionCookie(sessionId: string): Promise<void> {
  const token: SessionToken = { sid: sessionId }
  const value = await encode({ token: { ...token }, secret: config().NEXTAUTH_SECRET, maxAge: SESSION_LENGTH_SECONDS })
  const jar = await cookies()
  jar.set(sessionCookieName(), value, {
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecureSite(),
    path: '/',
    maxAge: SESSION_LENGTH_SECONDS,
  })
}

export async function clearSessionCookie(): Promise<void> {
  const jar = await cookies()
  jar.set(sessionCookieName(), '', { httpOnly: true, sameSite: 'lax', secure: isSecureSite(), path: '/', maxAge: 0 })
}

/** The session id in the browser's cookie; null when there is none, or one that we did not seal. */
export async function readSessionId(): Promise<string | null> {
  const value = (await cookies()).get(sessionCookieName())?.value
  if (!value) return null
  const token = await decode({ token: value, secret: config().NEXTAUTH_SECRET }).catch(() => null)
  return typeof token?.sid === 'string' ? token.sid : null
}
