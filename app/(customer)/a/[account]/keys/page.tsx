import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { KeyList } from '@/components/customer/keys/key-list'
import { NewKeyCard } from '@/components/customer/keys/new-key-card'
import { RevokeCard } from '@/components/customer/keys/revoke-card'
import { Card } from '@/components/ui/card'
import { ReadOnlyNote } from '@/components/ui/notice'
import { readHome } from '@/lib/web/home'
import { readKeys } from '@/lib/web/keys'
import { queryText } from '@/lib/web/query-text'
import { createKey, revokeKey } from './actions'

export async function generateMetadata({ params }: PageProps<'/a/[account]/keys'>): Promise<Metadata> {
  await readHome((await params).account)
  return { title: (await getTranslations('keys'))('title') }
}

export default async function KeysPage({ params, searchParams }: PageProps<'/a/[account]/keys'>) {
  const { account } = await params
  const { keys, mayChange, keepers, zone } = await readKeys(account)
  const t = await getTranslations('keys')
  const here = `/a/${account}/keys` as Route
  const asked = queryText((await searchParams).revoke)
  const revoked = mayChange ? keys.find((key) => key.id === asked && key.state === 'live') : undefined
  return (
    <div className="grid gap-5">
      <div className="grid gap-1">
        <h1 className="text-heading font-bold">{t('title')}</h1>
        <p className="text-ink-2">{t('lead')}</p>
      </div>
      {revoked && <RevokeCard accountId={account} apiKey={revoked} action={revokeKey} back={here} />}
      {!mayChange && <ReadOnlyNote>{t('readOnly', { names: keepers.join(', ') })}</ReadOnlyNote>}
      {mayChange && <NewKeyCard accountId={account} action={createKey} />}
      <Card title={t('caption')}>
        <KeyList keys={keys} zone={zone} revokeAt={mayChange ? here : null} />
      </Card>
    </div>
  )
}
