import type { z } from 'zod'
import type { OwnLimitInput, RemoveOwnLimitInput } from '@/lib/domain/quotas/inputs'
import type { Quota } from '@/lib/domain/quotas/model'
import { planOwnLimit, requireRoom } from '@/lib/domain/quotas/own-limits'
import { notFound } from '@/lib/domain/refusals'
import type { Work } from '../define'
import { lockLimits, putLimit, takeLimit } from './change-limits'
import { limitInText } from './limit-in-text'

/** What setting a cap and setting a budget have in common. */
export async function setOwnLimit(
  { accountId, ...terms }: z.output<typeof OwnLimitInput>,
  policy: 'stop' | 'tell',
  work: Work,
): Promise<Quota> {
  const account = await lockLimits(work, accountId)
  const quota = planOwnLimit(terms, policy, account.book.currency)
  requireRoom(account.loaded.own, quota.key)
  const before = account.loaded.own.find(({ key }) => key === quota.key)
  await putLimit(work, account, quota)
  const detail = { before: before ? limitInText(before) : null, after: limitInText(quota) }
  work.audit({ accountId, subject: `quota:${quota.key}`, detail })
  return quota
}

/** What removing them has in common. Refuses a limit that is not the customer's own, or of the other kind. */
export async function removeOwnLimit(
  { accountId, key }: z.output<typeof RemoveOwnLimitInput>,
  policy: 'stop' | 'tell',
  work: Work,
): Promise<void> {
  const account = await lockLimits(work, accountId)
  const quota = account.loaded.own.find((own) => own.key === key)
  if (quota?.origin !== 'customer' || quota.policy !== policy) throw notFound(policy === 'stop' ? 'cap' : 'budget')
  await takeLimit(work, account, quota)
  work.audit({ accountId, subject: `quota:${key}`, detail: { before: limitInText(quota), after: null } })
}
