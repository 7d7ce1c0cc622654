import { useTranslations } from 'next-intl'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Notice, ReadOnlyNote } from '@/components/ui/notice'
import type { Offer } from '@/lib/domain/purchases/offer'
import type { PlanAlternative } from '@/lib/domain/purchases/plan-alternative'
import { BuyNav } from './buy-nav'
import { NeedAnswer } from './need-answer'
import { PackForm } from './pack-form'
import { PendingNotice } from './pending-notice'
import { PlanLine } from './plan-line'

interface BuyPageProps {
  accountId: string
  offer: Offer & { alternative: PlanAlternative | null }
  /** What each pack does and costs, by its key. */
  summaries: Readonly<Record<string, readonly string[]>>
  buyers: { mayBuy: boolean; names: readonly string[] }
  /** What the address chooses: a pack's key or "amount", and the number of tokens as it was typed. */
  choice: { pack: string; tokens: string }
  /** The code of what was wrong with the choice; null when nothing was. */
  fault: string | null
}

/** "Which pack, at what real price?" */
export function BuyPage({ accountId, offer, summaries, buyers, choice, fault }: BuyPageProps) {
  const t = useTranslations('buy')
  const error = useFault(fault)
  const field = choice.pack === 'amount' || fault === 'whole-tokens' ? 'tokens' : 'packs'
  return (
    <div className="grid max-w-[56rem] gap-5">
      <BuyNav accountId={accountId} here="buy" />
      {error !== null && <ErrorSummary errors={[{ field, message: error }]} />}
      <NeedAnswer offer={offer} />
      {offer.pending && <PendingNotice order={offer.pending} />}
      {!buyers.mayBuy && <ReadOnlyNote>{t('readOnly', { names: buyers.names.join(', ') })}</ReadOnlyNote>}
      {offer.packs.length === 0 ? (
        <Notice tone="neutral">{t('none', { currency: offer.currency })}</Notice>
      ) : (
        <PackForm
          {...{ offer, choice, summaries }}
          error={error === null ? null : { field, message: error }}
          base={buyers.mayBuy && !offer.pending ? `/a/${accountId}/buy` : null}
        />
      )}
      {offer.alternative && <PlanLine accountId={accountId} alternative={offer.alternative} />}
    </div>
  )
}

function useFault(code: string | null): string | null {
  const t = useTranslations('buy')
  if (code === null) return null
  const key = `faults.${code}` as 'faults.nothing-chosen'
  return t.has(key) ? t(key) : t('faults.nothing-chosen')
}
