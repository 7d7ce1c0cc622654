import { useTranslations } from 'next-intl'
import { ButtonForm } from '@/components/forms/button-form'
import { Card } from '@/components/ui/card'
import { DataTable } from '@/components/ui/data-table'
import { Tag } from '@/components/ui/tag'
import { When } from '@/components/ui/when'
import { browserName } from '@/lib/domain/access/browser-name'
import type { SignInMethod } from '@/lib/domain/access/sessions'
import type { Instant } from '@/lib/domain/instants'

interface SessionRow {
  id: string
  method: SignInMethod
  userAgent: string
  createdAt: Instant
  lastSeenAt: Instant
  current: boolean
}

interface SessionsCardProps {
  accountId: string
  sessions: readonly SessionRow[]
  zone: string
  action: (form: FormData) => Promise<void>
}

/** The browsers that are signed in as this person; each other one can be signed out. */
export function SessionsCard({ accountId, sessions, zone, action }: SessionsCardProps) {
  const t = useTranslations('settings')
  const nameOf = (session: SessionRow) => browserName(session.userAgent) ?? t('unknownBrowser')
  return (
    <Card title={t('sessions')}>
      <DataTable
        caption={t('sessionsCaption')}
        rows={sessions}
        rowKey={(session) => session.id}
        columns={[
          { key: 'browser', header: t('browser'), rowHeader: true, cell: nameOf },
          {
            key: 'signedIn',
            header: t('signedIn'),
            cell: ({ createdAt, method }) => (
              <>
                <When at={createdAt} zone={zone} /> ({t(`methods.${method}`)})
              </>
            ),
          },
          { key: 'seen', header: t('seen'), cell: ({ lastSeenAt }) => <When at={lastSeenAt} zone={zone} /> },
          {
            key: 'end',
            header: t('end'),
            cell: (session) =>
              session.current ? (
                <Tag tone="ok">{t('current')}</Tag>
              ) : (
                <ButtonForm action={action} hidden={{ accountId, sessionId: session.id }}>
                  <span aria-hidden="true">{t('end')}</span>
                  <span className="sr-only">{t('endNamed', { browser: nameOf(session) })}</span>
                </ButtonForm>
              ),
          },
        ]}
      />
    </Card>
  )
}
