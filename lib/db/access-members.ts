import type { MemberRole, StaffRole } from '@/lib/domain/access/callers'
import type { Member } from '@/lib/domain/access/members'
import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Language } from './access-users'
import type { Queryable } from './client'
import { Prisma } from './generated/client'

/** The account's members, owners first. Locked for change when `forChange`, so that two changes cannot both remove the last owner. */
export async function listMembers(tx: Queryable, accountId: string, forChange = false): Promise<Member[]> {
  return tx.$queryRaw<Member[]>`
    SELECT m.user_id AS "userId", u.name, u.email, m.role FROM member m JOIN "user" u ON u.id = m.user_id
    WHERE m.account_id = ${accountId}::uuid
    ORDER BY array_position(ARRAY['owner', 'billing', 'developer', 'viewer'], m.role), m.user_id
    ${forChange ? Prisma.sql`FOR UPDATE OF m` : Prisma.empty}`
}

/** Where to write to the account's members with one of the roles, each in their language (null follows the browser). */
export async function listRecipients(
  tx: Queryable,
  accountId: string,
  roles: readonly MemberRole[],
): Promise<{ email: string; language: Language | null }[]> {
  return tx.$queryRaw<{ email: string; language: Language | null }[]>`
    SELECT u.email, u.language FROM member m JOIN "user" u ON u.id = m.user_id
    WHERE m.account_id = ${accountId}::uuid AND m.role = ANY(${[...roles]}::text[]) ORDER BY u.email`
}

/** Where to write to the seller's staff with one of the roles, each in their language (null follows the browser). */
export async function listStaffRecipients(
  tx: Queryable,
  roles: readonly StaffRole[],
): Promise<{ email: string; language: Language | null }[]> {
  return tx.$queryRaw<{ email: string; language: Language | null }[]>`
    SELECT u.email, u.language FROM staff_member s JOIN "user" u ON u.id = s.user_id
    WHERE s.role = ANY(${[...roles]}::text[]) ORDER BY u.email`
}

/** Whether the person belongs to any account. Locks the person, so that two requests at once do not both see none. */
export async function hasPlace(tx: Queryable, userId: string): Promise<boolean> {
  await tx.$queryRaw`SELECT id FROM "user" WHERE id = ${userId}::uuid FOR NO KEY UPDATE`
  const [row] = await tx.$queryRaw<{ has: boolean }[]>`
    SELECT EXISTS (SELECT FROM member WHERE user_id = ${userId}::uuid) AS has`
  return row?.has ?? false
}

/** Adds the member; says whether the person was not a member yet. */
export async function insertMember(
  tx: Queryable,
  member: { accountId: string; userId: string; role: MemberRole; createdAt: Instant },
): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    INSERT INTO member (account_id, user_id, role, created_at)
    VALUES (${member.accountId}::uuid, ${member.userId}::uuid, ${member.role}, ${instantToIso(member.createdAt)}::timestamptz)
    ON CONFLICT (account_id, user_id) DO NOTHING`
  return inserted === 1
}

export async function updateMemberRole(
  tx: Queryable,
  accountId: string,
  userId: string,
  role: MemberRole,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE member SET role = ${role} WHERE account_id = ${accountId}::uuid AND user_id = ${userId}::uuid`
}

export async function deleteMember(tx: Queryable, accountId: string, userId: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM member WHERE account_id = ${accountId}::uuid AND user_id = ${userId}::uuid`
}

/** Gives the person a place in the seller's staff, or changes it. */
export async function upsertStaffMember(
  tx: Queryable,
  staff: { userId: string; role: StaffRole; createdAt: Instant },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO staff_member (user_id, role, created_at)
    VALUES (${staff.userId}::uuid, ${staff.role}, ${instantToIso(staff.createdAt)}::timestamptz)
    ON CONFLICT (user_id) DO UPDATE SET role = excluded.role`
}
