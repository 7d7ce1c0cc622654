import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Tag } from '@/components/ui/tag'
import { When } from '@/components/ui/when'
import { cardChanges } from '@/lib/domain/catalogue/card-changes'
import type { RatesView } from '@/lib/domain/catalogue/views'
import { ChangesTable } from '../rates/changes-table'

/** Every change of prices with its date, before and after, the newest first; what is to come is marked. */
export function PriceLog({ rates: { cards, actions, asOf } }: { rates: RatesView }) {
  const t = useTranslations('pricing')
  if (cards.length === 0) return <p className="text-ink-2">{t('logNone')}</p>
  return (
    <ol className="grid gap-5">
      {[...cards.entries()].reverse().map(([i, card]) => (
        <li key={card.version} className="grid gap-2">
          <p>
            <Link href={`/rates/${card.version}` as Route} className="link font-medium">
              {t('card', { version: card.version })}
            </Link>{' '}
            {t.rich(card.effectiveAt > asOf ? 'takesEffect' : 'inForceSince', {
              at: () => <When at={card.effectiveAt} zone="UTC" style="day" />,
            })}{' '}
            {card.effectiveAt > asOf && <Tag tone="info">{t('toCome')}</Tag>}
          </p>
          <p lang="en" className="max-w-measure text-small text-ink-2">
            {card.note}
          </p>
          {i > 0 && <ChangesTable changes={cardChanges(cards[i - 1] ?? null, card)} actions={actions} />}
        </li>
      ))}
    </ol>
  )
}
