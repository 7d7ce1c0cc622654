'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import type { Pack } from '@/lib/domain/catalogue/plans'
import { languageOf } from '@/lib/domain/format/locales'
import { typedAmount } from '@/lib/domain/format/typed-amount'
import { addTax, type Tax } from '@/lib/domain/purchases/tax'
import { parseCeiling, parseThreshold } from '@/lib/domain/purchases/top-up-figures'
import { type RuleToSay, useRuleSentence } from './use-rule-sentence'

const CALM_MILLIS = 500

interface LiveSentenceProps {
  /** The id of the form whose fields it reads. */
  form: string
  packs: readonly Pack[]
  currency: string
  tax: Tax
}

/** Says the rule while it is written; without JavaScript it is said after the review. */
export function LiveSentence({ form, packs, currency, tax }: LiveSentenceProps) {
  const t = useTranslations('topUp')
  const language = languageOf(useLocale())
  const sentence = useRuleSentence()
  const [rule, setRule] = useState<RuleToSay | null>(null)
  useEffect(() => {
    const element = document.getElementById(form)
    if (!(element instanceof HTMLFormElement)) return
    const read = () => {
      const fields = new FormData(element)
      const text = (name: string) => typedAmount(`${fields.get(name) ?? ''}`, language)
      const threshold = parseThreshold(text('below'), text('unit'))
      const ceilingCents = parseCeiling(text('ceiling'), currency)
      const pack = packs.find(({ key }) => key === fields.get('pack'))
      if (!threshold || ceilingCents === null || !pack) return setRule(null)
      const { tokens, priceCents } = pack
      setRule({ threshold, ceilingCents, price: { tokens, currency, ...addTax(priceCents, tax) } })
    }
    let timer = setTimeout(read)
    const soon = () => {
      clearTimeout(timer)
      timer = setTimeout(read, CALM_MILLIS)
    }
    element.addEventListener('input', soon)
    return () => {
      clearTimeout(timer)
      element.removeEventListener('input', soon)
    }
  }, [form, packs, currency, tax, language])
  return (
    <output aria-live="polite" className="block min-h-12 max-w-measure text-ink-2 noscript:hidden">
      {rule === null ? t('sentenceToCome') : sentence(rule)}
    </output>
  )
}
