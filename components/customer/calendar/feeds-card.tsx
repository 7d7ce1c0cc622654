import { useLocale, useTranslations } from 'next-intl'
import { ButtonForm } from '@/components/forms/button-form'
import { buttonClasses } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { When } from '@/components/ui/when'
import type { FormAction } from '@/lib/domain/form-state'
import { formatInstant } from '@/lib/domain/format/format-time'
import type { Instant } from '@/lib/domain/instants'
import { NewFeedForm } from './new-feed-form'

/** A private address as the list shows it. */
export interface FeedRow {
  id: string
  /** Who made it. */
  name: string
  createdAt: Instant
  lastUsedAt: Instant | null
}

interface FeedsCardProps {
  accountId: string
  zone: string
  now: Instant
  feeds: readonly FeedRow[]
  makeFeed: FormAction<string>
  revokeFeed: (form: FormData) => Promise<void>
}

/** The ways into one's own calendar: a file as things stand, and an address that calendar programs read again and again. */
export function FeedsCard({ accountId, zone, now, feeds, makeFeed, revokeFeed }: FeedsCardProps) {
  const t = useTranslations('calendar')
  return (
    <Card title={t('ownTitle')} className="self-start">
      <div className="grid gap-5">
        <div className="grid justify-items-start gap-2">
          <p className="text-small text-ink-2">{t('downloadLead')}</p>
          <a href={`/a/${accountId}/calendar.ics`} download className={buttonClasses('secondary')}>
            {t('download')}
          </a>
        </div>
        <div className="grid gap-2">
          <h3 className="font-bold">{t('feedTitle')}</h3>
          <p className="text-small text-ink-2">{t('feedLead')}</p>
          <NewFeedForm
            action={makeFeed}
            hidden={{ accountId }}
            fields={[]}
            submit={t('feedMake')}
            submitVariant="secondary"
            words={{ title: t('feedMade'), body: t('feedMadeBody'), copy: t('feedCopy') }}
          />
        </div>
        <div className="grid gap-2">
          <h3 className="font-bold">{t('feeds')}</h3>
          {feeds.length === 0 ? (
            <p className="text-small text-ink-2">{t('feedsNone')}</p>
          ) : (
            <ul className="divide-y divide-hairline border-t border-hairline text-small">
              {feeds.map((feed) => (
                <FeedItem key={feed.id} {...{ accountId, zone, now, feed, revokeFeed }} />
              ))}
            </ul>
          )}
        </div>
      </div>
    </Card>
  )
}

function FeedItem({
  accountId,
  zone,
  now,
  feed: { id, name, createdAt, lastUsedAt },
  revokeFeed,
}: Omit<FeedsCardProps, 'feeds' | 'makeFeed'> & { feed: FeedRow }) {
  const t = useTranslations('calendar')
  const date = formatInstant(createdAt, zone, useLocale(), now)
  return (
    <li className="flex items-center justify-between gap-3 py-2">
      <dl className="grid min-w-0 grid-cols-[auto_1fr] gap-x-3">
        <dt className="text-ink-3">{t('madeBy')}</dt>
        <dd className="wrap-anywhere">{name}</dd>
        <dt className="text-ink-3">{t('made')}</dt>
        <dd>
          <When at={createdAt} zone={zone} now={now} />
        </dd>
        <dt className="text-ink-3">{t('lastRead')}</dt>
        <dd>{lastUsedAt === null ? t('never') : <When at={lastUsedAt} zone={zone} now={now} />}</dd>
      </dl>
      <ButtonForm action={revokeFeed} hidden={{ accountId, feedId: id }} variant="danger">
        <span aria-hidden="true">{t('revoke')}</span>
        <span className="sr-only">{t('revokeNamed', { name, date })}</span>
      </ButtonForm>
    </li>
  )
}
