import 'server-only'
import type { Account, Profile } from 'next-auth'
import { z } from 'zod'

const GoogleProfile = z.object({
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
  name: z.string().optional(),
})
const GitHubProfile = z.object({ name: z.string().nullish(), login: z.string() })
const GitHubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }))

export interface ProviderIdentity {
  provider: 'google' | 'github'
  providerId: string
  verifiedEmail: string | null
  name: string
}

/** Who the provider says it is, with the address only if the provider has verified it. */
export async function identityFrom(account: Account, profile: Profile | undefined): Promise<ProviderIdentity> {
  const providerId = account.providerAccountId
  if (account.provider === 'google') {
    const { email, email_verified, name = '' } = GoogleProfile.parse(profile)
    return { provider: 'google', providerId, verifiedEmail: (email_verified && email) || null, name }
  }
  const { name, login } = GitHubProfile.parse(profile)
  return { provider: 'github', providerId, verifiedEmail: await gitHubEmail(account.access_token), name: name ?? login }
}

/** The profile's own address may be unverified, so the list is asked. */
async function gitHubEmail(accessToken: string | undefined): Promise<string | null> {
  const answer = await fetch('https://api.github.com/user/emails', {
    headers: { authorization: `Bearer ${accessToken}`, accept: 'application/vnd.github+json' },
    signal: AbortSignal.timeout(10_000),
  })
  if (!answer.ok) return null
  const emails = GitHubEmails.safeParse(await answer.json())
  return emails.data?.find((email) => email.primary && email.verified)?.email ?? null
}
