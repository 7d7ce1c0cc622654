import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AccountCard } from '@/components/customer/settings/account-card'
import { LeaveCard } from '@/components/customer/settings/leave-card'
import { PeopleCard } from '@/components/customer/settings/people-card'
import { PersonCards } from '@/components/customer/settings/person-cards'
import { PlanCard } from '@/components/customer/settings/plan-card'
import { SessionsCard } from '@/components/customer/settings/sessions-card'
import { readHome } from '@/lib/web/home'
import { readSettings } from '@/lib/web/settings'
import { listTimeZones } from '@/lib/web/time-zones'
import { changeAccount, changeRole, invite, leaveAccount, remove, transfer, withdraw } from './account-actions'
import { changeEmail, changePassword, changeProfile, endSession } from './person-actions'

export async function generateMetadata({ params }: PageProps<'/a/[account]/settings'>): Promise<Metadata> {
  await readHome((await params).account)
  return { title: (await getTranslations('settings'))('title') }
}

export default async function SettingsPage({ params }: PageProps<'/a/[account]/settings'>) {
  const { account, person, role, members, invitations, sessions, plan } = await readSettings((await params).account)
  const t = await getTranslations('settings')
  const isOwner = role === 'owner'
  const owners = members.filter((member) => member.role === 'owner')
  const mayLeave = !isOwner || owners.length > 1
  return (
    <div className="grid gap-5">
      <h1 className="text-heading font-bold">{t('title')}</h1>
      <div className="grid items-start gap-5 md:grid-cols-2">
        <AccountCard
          account={account}
          zones={listTimeZones(account.timeZone)}
          action={isOwner ? changeAccount : null}
          owners={owners.map(({ name }) => name)}
        />
        <PersonCards
          person={person}
          changeProfile={changeProfile}
          changeEmail={changeEmail}
          changePassword={changePassword}
        />
      </div>
      <PlanCard accountId={account.id} view={plan} />
      <SessionsCard accountId={account.id} sessions={sessions} zone={account.timeZone} action={endSession} />
      <PeopleCard
        accountId={account.id}
        userId={person.userId}
        {...{ members, invitations, isOwner, invite, changeRole, remove, transfer, withdraw }}
        zone={account.timeZone}
      />
      {mayLeave && <LeaveCard accountId={account.id} action={leaveAccount} />}
    </div>
  )
}
