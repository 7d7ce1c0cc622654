import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import GitHubProvider from 'next-auth/providers/github'
import GoogleProvider from 'next-auth/providers/google'
import { config } from '@/lib/config'
import { Refusal } from '@/lib/domain/refusals'
import { signInWithMailLink } from '@/lib/usecases/access/sign-in-with-mail-link'
import { signInWithPassword } from '@/lib/usecases/access/sign-in-with-password'
import { signInWithProvider } from '@/lib/usecases/access/sign-in-with-provider'
import { endSession } from './end-session'
import { networkAddress } from './network-address'
import { identityFrom } from './provider-identity'
import { SESSION_LENGTH_SECONDS } from './session-cookie'

/** The providers that have their keys in the environment. */
export function listProviders(): ('google' | 'github')[] {
  const { GOOGLE_ID, GITHUB_ID } = config()
  return [...(GOOGLE_ID ? (['google'] as const) : []), ...(GITHUB_ID ? (['github'] as const) : [])]
}

/** Whether messages leave the house, or are kept to be read by the staff. */
export function sendsMail(): boolean {
  return config().SMTP_URL !== undefined
}

/**
 * next-auth's settings. Its cookie carries the id of a session that is opened here and looked up on every request; who may sign
 * in is decided by the use cases, which the sign-in page calls too.
 */
export function authOptions(): NextAuthOptions {
  const { NEXTAUTH_SECRET } = config()
  return {
    secret: NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_LENGTH_SECONDS },
    pages: { signIn: '/sign-in', signOut: '/', error: '/sign-in' },
    providers: [...credentials(), ...others()],
    callbacks: {
      signIn: async ({ user, account, profile }) => {
        if (account?.type !== 'oauth') return true
        const { provider } = account
        try {
          const { sessionId } = await signInWithProvider(
            { kind: 'system', rule: provider },
            await identityFrom(account, profile),
          )
          user.id = sessionId
          return true
        } catch (error) {
          if (error instanceof Refusal) return `/sign-in?error=${error.facts.rule ?? error.kind}`
          throw error
        }
      },
      // `user` is there at sign-in only, and its id is the session's by then.
      jwt: ({ token, user }) => (user ? { sid: user.id } : { sid: token.sid }),
      // Nothing about the person: whoever needs that asks for it with the session looked up.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: { signOut: async ({ token }) => endSession(token?.sid) },
  }
}

function credentials() {
  return [
    CredentialsProvider({
      id: 'password',
      name: 'Password',
      credentials: { email: {}, password: {} },
      authorize: async (given, request) =>
        toUser(
          signInWithPassword(visitorOf(request.headers), {
            email: given?.email ?? '',
            password: given?.password ?? '',
            userAgent: userAgentOf(request.headers),
          }),
        ),
    }),
    CredentialsProvider({
      id: 'mail-link',
      name: 'Mail link',
      credentials: { token: {} },
      authorize: async (given, request) =>
        toUser(
          signInWithMailLink(visitorOf(request.headers), {
            secret: given?.token ?? '',
            userAgent: userAgentOf(request.headers),
          }),
        ),
    }),
  ]
}

function others() {
  const { GOOGLE_ID, GOOGLE_SECRET, GITHUB_ID, GITHUB_SECRET } = config()
  return [
    ...(GOOGLE_ID && GOOGLE_SECRET ? [GoogleProvider({ clientId: GOOGLE_ID, clientSecret: GOOGLE_SECRET })] : []),
    ...(GITHUB_ID && GITHUB_SECRET ? [GitHubProvider({ clientId: GITHUB_ID, clientSecret: GITHUB_SECRET })] : []),
  ]
}

/** A refusal signs nobody in; next-auth says so in its own way. */
async function toUser(signingIn: Promise<{ sessionId: string }>): Promise<{ id: string } | null> {
  try {
    return { id: (await signingIn).sessionId }
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

type HeaderRecord = Record<string, unknown> | undefined

function visitorOf(headers: HeaderRecord) {
  return { kind: 'visitor', address: networkAddress(toHeaders(headers)) } as const
}

function userAgentOf(headers: HeaderRecord): string {
  return toHeaders(headers).get('user-agent') ?? ''
}

function toHeaders(headers: HeaderRecord): Headers {
  return new Headers(Object.entries(headers ?? {}).map(([name, value]): [string, string] => [name, `${value}`]))
}
