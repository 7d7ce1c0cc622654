import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Queryable } from './client'
import { Prisma } from './generated/client'
import { asInstant } from './instants'

export type Language = 'en' | 'fr'

/** A person as the books of access have it. */
export interface User {
  id: string
  email: string
  name: string
  passwordHash: string | null
  language: Language | null
  /** When the address was first proven to be this person's; null before. */
  verifiedAt: Instant | null
}

const USER_COLUMNS = Prisma.sql`u.id, u.email, u.name, u.password_hash AS "passwordHash", u.language,
  ${asInstant('u.verified_at')} AS "verifiedAt"`

export async function findUser(tx: Queryable, id: string): Promise<User | null> {
  const [row] = await tx.$queryRaw<User[]>`SELECT ${USER_COLUMNS} FROM "user" u WHERE u.id = ${id}::uuid`
  return row ?? null
}

export async function findUserByEmail(tx: Queryable, email: string): Promise<User | null> {
  const [row] = await tx.$queryRaw<User[]>`SELECT ${USER_COLUMNS} FROM "user" u WHERE u.email = ${email}`
  return row ?? null
}

export async function findUserByProvider(tx: Queryable, provider: string, providerId: string): Promise<User | null> {
  const [row] = await tx.$queryRaw<User[]>`
    SELECT ${USER_COLUMNS} FROM "user" u JOIN provider_link p ON p.user_id = u.id
    WHERE p.provider = ${provider} AND p.provider_id = ${providerId}`
  return row ?? null
}

export async function insertProviderLink(
  tx: Queryable,
  link: { provider: string; providerId: string; userId: string; createdAt: Instant },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO provider_link (provider, provider_id, user_id, created_at)
    VALUES (${link.provider}, ${link.providerId}, ${link.userId}::uuid, ${instantToIso(link.createdAt)}::timestamptz)`
}

/** Adds the person unless the address is taken; says whether it was free. */
export async function insertUser(tx: Queryable, user: User & { createdAt: Instant }): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    INSERT INTO "user" (id, email, name, password_hash, language, created_at, verified_at)
    VALUES (${user.id}::uuid, ${user.email}, ${user.name}, ${user.passwordHash}, ${user.language},
      ${instantToIso(user.createdAt)}::timestamptz, ${user.verifiedAt === null ? null : instantToIso(user.verifiedAt)}::timestamptz)
    ON CONFLICT (email) DO NOTHING`
  return inserted === 1
}

export async function updatePassword(tx: Queryable, userId: string, passwordHash: string | null): Promise<void> {
  await tx.$executeRaw`UPDATE "user" SET password_hash = ${passwordHash} WHERE id = ${userId}::uuid`
}

export async function updateVerifiedAt(tx: Queryable, userId: string, at: Instant): Promise<void> {
  await tx.$executeRaw`
    UPDATE "user" SET verified_at = ${instantToIso(at)}::timestamptz WHERE id = ${userId}::uuid AND verified_at IS NULL`
}

export async function updateEmail(tx: Queryable, userId: string, email: string, verifiedAt: Instant): Promise<void> {
  await tx.$executeRaw`
    UPDATE "user" SET email = ${email}, verified_at = ${instantToIso(verifiedAt)}::timestamptz WHERE id = ${userId}::uuid`
}

export async function updateProfile(
  tx: Queryable,
  userId: string,
  profile: { name: string; language: Language | null },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "user" SET name = ${profile.name}, language = ${profile.language} WHERE id = ${userId}::uuid`
}
