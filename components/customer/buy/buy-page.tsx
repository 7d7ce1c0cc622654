import { useTranslations } from 'next-intl'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Notice, ReadOnlyNote } from '@/components/ui/notice'
import type { Offer } from '@/lib/domain/purchases/offer'
import { NeedAnswer } from './need-answer'
import { PackForm } from './pack-form'
import { PendingNotice } from './pending-notice'

interface BuyPageProps {
  accountId: string
  offer: Offer
  buyers: { mayBuy: boolean; names: readonly string[] }
  /** What the address chooses: a pack's key or "amount", and the number of tokens as it was typed. */
  choice: { pack: string; tokens: string }
  /** The code of what was wrong with the choice; null when nothing was. */
  fault: string | null
}

/** "Which pack, at what real price?" */
export function BuyPage({ accountId, offer, buyers, choice, fault }: BuyPageProps) {
  const t = useTranslations('buy')
  const error = useFault(fault)
  const field = choice.pack === 'amount' || fault === 'whole-tokens' ? 'tokens' : 'packs'
  return (
    <div className="grid max-w-[56rem] gap-5">
      {error !== null && <ErrorSummary errors={[{ field, message: error }]} />}
      <NeedAnswer offer={offer} />
      {offer.pending && <PendingNotice order={offer.pending} />}
      {!buyers.mayBuy && <ReadOnlyNote>{t('readOnly', { names: buyers.names.join(', ') })}</ReadOnlyNote>}
      {offer.packs.length === 0 ? (
        <Notice tone="neutral">{t('none', { currency: offer.currency })}</Notice>
      ) : (
        <PackForm
          {...{ offer, choice }}
          error={error === null ? null : { field, message: error }}
          target={buyers.mayBuy && !offer.pending ? `/a/${accountId}/buy/review` : null}
        />
      )}
    </div>
  )
}

function useFault(code: string | null): string | null {
  const t = useTranslations('buy')
  if (code === null) return null
  const key = `faults.${code}` as 'faults.nothing-chosen'
  return t.has(key) ? t(key) : t('faults.nothing-chosen')
}
