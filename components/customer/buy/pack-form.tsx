import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import type { Offer } from '@/lib/domain/purchases/offer'
import { REFUND_DAYS } from '@/lib/domain/purchases/plan-order'
import { LiveSummary } from './live-summary'
import { PackRow } from './pack-row'

interface PackFormProps {
  offer: Offer
  choice: { pack: string; tokens: string }
  error: { field: string; message: string } | null
  /** What each pack does and costs, by its key. */
  summaries: Readonly<Record<string, readonly string[]>>
  /** Where the choice is made; null for who only looks. */
  base: string | null
}

/** The packs with what each is good for, and any other amount. A plain form: it asks for the next page and changes nothing. */
export function PackForm({ offer, choice, error, summaries, base }: PackFormProps) {
  const t = useTranslations('buy')
  const chosen = choice.pack === '' ? offer.suggestedKey : choice.pack
  const isOpen = base !== null
  return (
    <form action={base === null ? undefined : `${base}/review`} className="grid gap-4">
      <fieldset id="packs" tabIndex={-1} className="grid gap-2">
        <legend className="mb-2 text-lead font-bold">{t('choose')}</legend>
        {offer.packs.map((offered) => (
          <PackRow key={offered.pack.key} {...{ offer, offered, isOpen }} isChosen={offered.pack.key === chosen} />
        ))}
        {isOpen && (
          <div className="grid grid-cols-[1.5rem_1fr] gap-x-2 rounded-large border border-hairline bg-surface p-4">
            <input
              id="pack-amount"
              type="radio"
              name="pack"
              value="amount"
              defaultChecked={chosen === 'amount'}
              className="mt-0.5 size-5 accent-(--accent)"
            />
            <div className="grid gap-2">
              <label htmlFor="pack-amount" className="font-bold">
                {t('other')}
              </label>
              <TextField
                name="tokens"
                label={t('otherField')}
                hint={t('otherHint')}
                error={error?.field === 'tokens' ? error.message : undefined}
                defaultValue={choice.tokens}
                inputMode="numeric"
                autoComplete="off"
                className="max-w-form"
              />
            </div>
          </div>
        )}
      </fieldset>
      <p className="max-w-measure text-small text-ink-2">{t('terms', { days: REFUND_DAYS })}</p>
      {isOpen && (
        <LiveSummary
          packs={summaries}
          choice={{ pack: chosen ?? '', tokens: choice.tokens }}
          address={`${base}/summary`}
          words={{ nothing: t('summary.nothing'), away: t('summary.away') }}
        />
      )}
      {isOpen && (
        <div>
          <Button type="submit">{t('review')}</Button>
        </div>
      )}
    </form>
  )
}
