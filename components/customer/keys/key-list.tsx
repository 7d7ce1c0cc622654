import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DataTable } from '@/components/ui/data-table'
import { Tag } from '@/components/ui/tag'
import { When } from '@/components/ui/when'
import type { Scope } from '@/lib/domain/access/callers'
import type { Instant } from '@/lib/domain/instants'

/** A key as the list shows it. */
export interface KeyRow {
  id: string
  name: string
  prefix: string
  scopes: readonly Scope[]
  state: 'live' | 'expired' | 'revoked'
  expiresAt: Instant | null
  lastUsedAt: Instant | null
}

interface KeyListProps {
  keys: readonly KeyRow[]
  zone: string
  /** The address of this page, for those who may revoke; null for others. */
  revokeAt: Route | null
}

const TONES = { live: 'ok', expired: 'neutral', revoked: 'danger' } as const

export function KeyList({ keys, zone, revokeAt }: KeyListProps) {
  const t = useTranslations('keys')
  if (keys.length === 0) return <p className="text-ink-2">{t('none')}</p>
  const actions = {
    key: 'actions',
    header: t('revoke'),
    cell: ({ id, name, state }: KeyRow) =>
      state !== 'live' ? (
        '–'
      ) : (
        <Link href={`${revokeAt}?revoke=${id}` as Route} aria-label={t('revokeName', { name })}>
          {t('revoke')}
        </Link>
      ),
  }
  return (
    <DataTable
      caption={t('caption')}
      rows={keys}
      rowKey={(key) => key.id}
      columns={[
        { key: 'name', header: t('name'), rowHeader: true, cell: ({ name }) => name },
        { key: 'key', header: t('key'), cell: ({ prefix }) => <code className="font-mono">{prefix}…</code> },
        {
          key: 'rights',
          header: t('rights'),
          cell: ({ scopes }) => scopes.map((scope) => t(`scopes.${scope}`)).join(', '),
        },
        {
          key: 'lastUsed',
          header: t('lastUsed'),
          cell: ({ lastUsedAt }) => (lastUsedAt === null ? t('never') : <When at={lastUsedAt} zone={zone} />),
        },
        {
          key: 'expires',
          header: t('expires'),
          cell: ({ expiresAt }) =>
            expiresAt === null ? t('noExpiry') : <When at={expiresAt} zone={zone} style="deadline" />,
        },
        { key: 'state', header: t('state'), cell: ({ state }) => <Tag tone={TONES[state]}>{t(state)}</Tag> },
        ...(revokeAt === null ? [] : [actions]),
      ]}
    />
  )
}
