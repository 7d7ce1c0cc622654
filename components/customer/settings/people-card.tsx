import { useTranslations } from 'next-intl'
import { ButtonForm } from '@/components/forms/button-form'
import { Card } from '@/components/ui/card'
import { DataTable } from '@/components/ui/data-table'
import { ReadOnlyNote } from '@/components/ui/notice'
import { When } from '@/components/ui/when'
import type { MemberRole } from '@/lib/domain/access/callers'
import type { Member } from '@/lib/domain/access/members'
import type { Instant } from '@/lib/domain/instants'
import { OwnerForms, type OwnerFormsProps } from './owner-forms'

interface InvitationRow {
  email: string
  role: MemberRole
  expiresAt: Instant
}

interface PeopleCardProps extends OwnerFormsProps {
  invitations: readonly InvitationRow[]
  zone: string
  isOwner: boolean
  withdraw: (form: FormData) => Promise<void>
}

/** Who belongs to the account, and for owners the forms that change it. */
export function PeopleCard({ invitations, zone, isOwner, withdraw, ...forms }: PeopleCardProps) {
  const t = useTranslations('settings')
  const roles = useTranslations('roles')
  const owners = forms.members.filter((member) => member.role === 'owner').map((member) => member.name)
  return (
    <Card title={t('people')}>
      <div className="grid gap-5">
        <DataTable
          caption={t('peopleCaption')}
          rows={forms.members}
          rowKey={(member) => member.userId}
          columns={[
            { key: 'person', header: t('person'), rowHeader: true, cell: (member: Member) => member.name },
            {
              key: 'email',
              header: t('email'),
              cell: (member) => <span className="wrap-anywhere">{member.email}</span>,
            },
            { key: 'role', header: t('role'), cell: (member) => roles(member.role) },
          ]}
        />
        {invitations.map(({ email, role, expiresAt }) => (
          <div key={email} className="flex flex-wrap items-center justify-between gap-3 border-t border-hairline pt-3">
            <p className="min-w-0 wrap-anywhere">
              {email} · {roles(role)} · {t('until')} <When at={expiresAt} zone={zone} style="deadline" />
            </p>
            {isOwner && (
              <ButtonForm action={withdraw} hidden={{ accountId: forms.accountId, email }}>
                <span aria-hidden="true">{t('withdraw')}</span>
                <span className="sr-only">{t('withdrawNamed', { email })}</span>
              </ButtonForm>
            )}
          </div>
        ))}
        {isOwner ? (
          <OwnerForms {...forms} />
        ) : (
          <ReadOnlyNote>{t('ownersOnly', { names: owners.join(', ') })}</ReadOnlyNote>
        )}
      </div>
    </Card>
  )
}
