import { useLocale, useTranslations } from 'next-intl'
import { classNames } from '@/components/ui/class-names'
import { Money } from '@/components/ui/money'
import { Tag } from '@/components/ui/tag'
import { TokenAmount } from '@/components/ui/token-amount'
import { formatPricePerThousand } from '@/lib/domain/format/format-money'
import { formatDay } from '@/lib/domain/format/format-time'
import { languageOf } from '@/lib/domain/format/locales'
import { expiryOf, type Offer, type OfferedPack } from '@/lib/domain/purchases/offer'
import { useCoverageWords } from './use-coverage-words'

interface PackRowProps {
  offer: Offer
  offered: OfferedPack
  isChosen: boolean
  /** Whether it can be chosen here. */
  isOpen: boolean
}

/** One pack: its size, its price and the price of 1,000 tokens, how long it lasts, and what speaks against it. */
export function PackRow({ offer, offered: { pack, covers, isSmallest, isTooMuch }, isChosen, isOpen }: PackRowProps) {
  const t = useTranslations('buy')
  const locale = useLocale()
  const coverage = useCoverageWords(offer)
  const { key, tokens, priceCents, currency, nameEn, nameFr, expiresAfterDays } = pack
  const id = `pack-${key}`
  const expires = formatDay(expiryOf(offer.asOf, expiresAfterDays), offer.timeZone, locale, 'long')
  const unit = formatPricePerThousand(priceCents, tokens, currency, locale)
  const facts = [covers && coverage(covers), !isTooMuch && t('expires', { date: expires })].filter(Boolean)
  return (
    <div
      className={classNames(
        'grid gap-x-2 rounded-large border border-hairline bg-surface p-4 has-checked:border-accent has-checked:bg-accent-soft',
        isOpen && 'grid-cols-[1.5rem_1fr]',
      )}
    >
      {isOpen && (
        <input
          id={id}
          type="radio"
          name="pack"
          value={key}
          defaultChecked={isChosen}
          aria-describedby={`${id}-facts`}
          className="mt-0.5 size-5 accent-(--accent)"
        />
      )}
      <div className="grid gap-1">
        <label htmlFor={id} className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="font-bold">
            <TokenAmount amount={tokens} sense="left" unit />
            <span className="font-normal text-ink-2"> · {languageOf(locale) === 'fr' ? nameFr : nameEn}</span>
          </span>
          <span className="text-lead font-bold tabular-nums">
            <Money cents={priceCents} currency={currency} />
          </span>
        </label>
        <div id={`${id}-facts`} className="grid gap-1 text-small text-ink-2">
          <p className="flex flex-wrap justify-between gap-x-4">
            <span>{facts.join(' · ')}</span>
            <span className="tabular-nums">{t('unit', { price: unit })}</span>
          </p>
          {isTooMuch && <p>{t('tooMuch', { date: expires })}</p>}
          {isSmallest && (
            <p>
              <Tag tone="info">{t('smallest')}</Tag>
            </p>
          )}
        </div>
      </div>
    </div>
  )
}
