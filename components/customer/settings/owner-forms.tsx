import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ActionForm } from '@/components/forms/action-form'
import { MEMBER_ROLES } from '@/lib/domain/access/callers'
import type { Member } from '@/lib/domain/access/members'
import type { FormAction } from '@/lib/domain/form-state'

export interface OwnerFormsProps {
  accountId: string
  userId: string
  members: readonly Member[]
  invite: FormAction<string>
  changeRole: FormAction<string>
  remove: FormAction<string>
  transfer: FormAction<string>
}

/** What owners do with people: invite, change a role, remove, hand over. */
export function OwnerForms({ accountId, userId, members, invite, changeRole, remove, transfer }: OwnerFormsProps) {
  const t = useTranslations('settings')
  const roleName = useTranslations('roles')
  const hidden = { accountId }
  const roles = MEMBER_ROLES.map((role) => ({ value: role, label: roleName(role) }))
  const person = (member: Member) => ({ value: member.userId, label: `${member.name} (${member.email})` })
  const everybody = members.map(person)
  const others = members.filter((member) => member.userId !== userId).map(person)
  return (
    <div className="grid gap-5 md:grid-cols-2">
      <Part title={t('inviteTitle')}>
        <ActionForm
          action={invite}
          hidden={hidden}
          submit={t('inviteSubmit')}
          said={{ sent: t('inviteSent') }}
          fields={[
            { kind: 'text', name: 'invitedEmail', label: t('inviteEmail'), type: 'email', autoComplete: 'off' },
            { kind: 'select', name: 'invitedRole', label: t('role'), options: roles, value: 'viewer' },
          ]}
        />
      </Part>
      {others.length === 0 ? (
        <p className="text-ink-2">{t('alone')}</p>
      ) : (
        <>
          <Part title={t('roleTitle')}>
            <ActionForm
              action={changeRole}
              hidden={hidden}
              submit={t('roleSubmit')}
              submitVariant="secondary"
              said={{ saved: t('saved') }}
              fields={[
                { kind: 'select', name: 'roleMember', label: t('member'), options: everybody },
                { kind: 'select', name: 'newRole', label: t('role'), options: roles, value: 'viewer' },
              ]}
            />
          </Part>
          <Part title={t('removeTitle')}>
            <ActionForm
              action={remove}
              hidden={hidden}
              submit={t('removeSubmit')}
              submitVariant="danger"
              said={{ removed: t('removed') }}
              fields={[{ kind: 'select', name: 'removedMember', label: t('member'), options: others }]}
            />
          </Part>
          <Part title={t('transferTitle')}>
            <p className="text-ink-2">{t('transferBody')}</p>
            <ActionForm
              action={transfer}
              hidden={hidden}
              submit={t('transferSubmit')}
              submitVariant="danger"
              fields={[{ kind: 'select', name: 'newOwner', label: t('member'), options: others }]}
            />
          </Part>
        </>
      )}
    </div>
  )
}

function Part({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className="grid content-start gap-3 border-t border-hairline pt-4">
      <h3 className="font-bold">{title}</h3>
      {children}
    </section>
  )
}
