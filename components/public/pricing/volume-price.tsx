'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import { Money, UnitPrice } from '@/components/ui/money'
import { useTokenWords } from '@/components/ui/token-amount'
import type { Pack } from '@/lib/domain/catalogue/plans'
import { formatTokens } from '@/lib/domain/format/format-tokens'
import { languageOf } from '@/lib/domain/format/locales'
import { typedAmount } from '@/lib/domain/format/typed-amount'
import { priceOfAmount, volumeStops } from '@/lib/domain/purchases/price-of-amount'
import { parseTokens, type Tokens, tokensToDecimal } from '@/lib/domain/tokens'
import { useName } from '../use-name'

interface VolumePriceProps {
  /** In one currency, the smallest first. */
  packs: readonly Pack[]
  currency: string
  asked: Tokens
}

/** What any amount costs: by a slider or a figure; without JavaScript by the figure, which the address keeps. */
export function VolumePrice({ packs, currency, asked }: VolumePriceProps) {
  const t = useTranslations('pricing')
  const locale = useLocale()
  const words = useTokenWords()
  const stops = volumeStops(packs)
  const [amount, setAmount] = useState(asked)
  const [text, setText] = useState(formatTokens(asked, locale))
  const show = (next: Tokens, written: string) => {
    setAmount(next)
    setText(written)
    const address = new URL(window.location.href)
    address.searchParams.set('tokens', tokensToDecimal(next))
    window.history.replaceState(null, '', address)
  }
  const type = (written: string) => {
    const read = parseTokens(typedAmount(written, languageOf(locale)))
    if (read === null) setText(written)
    else show(read, written)
  }
  return (
    <form className="grid gap-4" action="/pricing#volume">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <TextField
          name="tokens"
          label={t('amount')}
          inputMode="decimal"
          autoComplete="off"
          value={text}
          onChange={(event) => type(event.currentTarget.value)}
          className="w-48"
        />
        <input type="hidden" name="currency" value={currency} />
        <noscript>
          <Button type="submit" variant="secondary">
            {t('workOut')}
          </Button>
        </noscript>
        <input
          type="range"
          min={0}
          max={stops.length - 1}
          value={placeOf(stops, amount)}
          onChange={(event) => {
            const stop = stops[event.currentTarget.valueAsNumber] ?? amount
            show(stop, formatTokens(stop, locale))
          }}
          aria-label={t('amount')}
          aria-valuetext={words(amount)}
          className="scrubber h-10 min-w-56 grow noscript:hidden"
        />
      </div>
      <Prices packs={packs} currency={currency} amount={amount} />
    </form>
  )
}

function Prices({ packs, currency, amount }: { packs: readonly Pack[]; currency: string; amount: Tokens }) {
  const t = useTranslations('pricing')
  const words = useTokenWords()
  const name = useName()
  const price = priceOfAmount(packs, amount)
  if (!price) return <output className="block min-h-24 text-ink-2">{t('noAmount')}</output>
  const { cents, tier, next, isCapped } = price
  return (
    <output className="grid min-h-24 content-start gap-1">
      <span className="text-lead font-bold">
        {t.rich('costs', { tokens: words(amount), price: () => <Money cents={cents} currency={currency} /> })}
      </span>
      <span>
        {t.rich('average', { price: () => <UnitPrice cents={cents} amount={amount} currency={currency} /> })}{' '}
        {isCapped && next
          ? t('marginalNothing', { tokens: words(next.tokens) })
          : t.rich('marginal', {
              price: () => <UnitPrice cents={tier.priceCents} amount={tier.tokens} currency={currency} />,
            })}
      </span>
      <span className="text-small text-ink-2">{t('tier', { pack: name(tier) })}</span>
    </output>
  )
}

/** The last stop that is no larger. */
function placeOf(stops: readonly Tokens[], amount: Tokens): number {
  return Math.max(
    0,
    stops.findLastIndex((stop) => stop <= amount),
  )
}
