import 'server-only'
import type { LimitsView } from '@/lib/domain/quotas/views'
import { listMembers } from '@/lib/usecases/access/list-members'
import { listLimits } from '@/lib/usecases/quotas/list-limits'
import { forPage } from './page-answer'
import { memberCaller } from './session'

export interface LimitsAnswer {
  view: LimitsView
  /** Whether this person sets and removes caps and budgets. */
  mayChange: boolean
  /** Who does. */
  keepers: string[]
}

/** All that the page of limits shows, for the person who asks. */
export async function readLimits(accountId: string): Promise<LimitsAnswer> {
  const caller = await memberCaller()
  const view = await forPage(listLimits(caller, { accountId }))
  const { members } = await forPage(listMembers(caller, { accountId }))
  const keepers = members.filter(({ role }) => role === 'owner' || role === 'billing')
  return {
    view,
    mayChange: keepers.some(({ userId }) => userId === caller.userId),
    keepers: keepers.map(({ name }) => name),
  }
}
