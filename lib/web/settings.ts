import 'server-only'
import type { MemberRole } from '@/lib/domain/access/callers'
import type { PlanView } from '@/lib/domain/subscriptions/views'
import { getAccountSettings } from '@/lib/usecases/access/get-account-settings'
import { listMembers, type MembersView } from '@/lib/usecases/access/list-members'
import { listSessions, type SessionView } from '@/lib/usecases/access/list-sessions'
import { getPlan } from '@/lib/usecases/subscriptions/get-plan'
import { forPage } from './page-answer'
import { memberCaller, requireSignedIn } from './session'

export interface SettingsView extends MembersView {
  account: { id: string; name: string; timeZone: string }
  person: { userId: string; name: string; email: string; language: 'en' | 'fr' | null }
  role: MemberRole | undefined
  sessions: SessionView[]
  plan: PlanView
}

/** All that the settings page shows, for the person who asks. */
export async function readSettings(accountId: string): Promise<SettingsView> {
  const [caller, person] = [await memberCaller(), await requireSignedIn()]
  const account = await forPage(getAccountSettings(caller, { accountId }))
  const people = await listMembers(caller, { accountId })
  const plan = await getPlan(caller, { accountId })
  const sessions = await listSessions(caller, {})
  return { ...people, account, person, role: caller.roles[account.id], sessions, plan }
}
