import { useTranslations } from 'next-intl'
import { ActionForm } from '@/components/forms/action-form'
import { Card } from '@/components/ui/card'
import type { FormAction } from '@/lib/domain/form-state'

interface PersonCardsProps {
  person: { name: string; email: string; language: 'en' | 'fr' | null }
  changeProfile: FormAction<string>
  changeEmail: FormAction<string>
  changePassword: FormAction<string>
}

/** What belongs to the person, in whatever account: name, language, address, password. */
export function PersonCards({ person, changeProfile, changeEmail, changePassword }: PersonCardsProps) {
  const t = useTranslations('settings')
  const languages = [
    { value: '', label: t('languages.auto') },
    { value: 'en', label: t('languages.en') },
    { value: 'fr', label: t('languages.fr') },
  ]
  const present = {
    label: t('currentPassword'),
    hint: t('noPassword'),
    type: 'password',
    autoComplete: 'current-password',
  } as const
  return (
    <>
      <Card title={t('you')}>
        <ActionForm
          action={changeProfile}
          submit={t('save')}
          said={{ saved: t('saved') }}
          fields={[
            { kind: 'text', name: 'personName', label: t('yourName'), autoComplete: 'name', value: person.name },
            {
              kind: 'select',
              name: 'language',
              label: t('language'),
              options: languages,
              value: person.language ?? '',
            },
          ]}
        />
      </Card>
      <Card title={t('email')}>
        <p className="mb-4 wrap-anywhere">{t('emailNow', { email: person.email })}</p>
        <ActionForm
          action={changeEmail}
          submit={t('emailSubmit')}
          submitVariant="secondary"
          said={{ sent: t('emailSent') }}
          fields={[
            { kind: 'text', name: 'newEmail', label: t('newEmail'), type: 'email', autoComplete: 'email' },
            { kind: 'text', name: 'emailPassword', ...present, label: t('emailPassword') },
          ]}
        />
      </Card>
      <Card title={t('password')}>
        <ActionForm
          action={changePassword}
          submit={t('passwordSubmit')}
          submitVariant="secondary"
          said={{ saved: t('passwordSaved') }}
          fields={[
            { kind: 'text', name: 'currentPassword', ...present },
            {
              kind: 'text',
              name: 'newPassword',
              label: t('newPassword'),
              type: 'password',
              autoComplete: 'new-password',
            },
          ]}
        />
      </Card>
    </>
  )
}
