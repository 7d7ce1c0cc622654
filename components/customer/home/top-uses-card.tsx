import { useLocale, useTranslations } from 'next-intl'
import { pigmentFill, pigmentStroke } from '@/components/charts/pigments'
import { Card } from '@/components/ui/card'
import { TokenAmount, useTokenWords } from '@/components/ui/token-amount'
import type { HomeView } from '@/lib/domain/forecast/views'
import { formatPercent } from '@/lib/domain/format/format-percent'
import { formatTokens } from '@/lib/domain/format/format-tokens'
import { languageOf } from '@/lib/domain/format/locales'
import type { Tokens } from '@/lib/domain/tokens'

const USES_SHOWN = 5

/** What used the tokens of the last 7 days. The parts add up to the total. */
export function TopUsesCard({ view }: { view: HomeView }) {
  const t = useTranslations('topUses')
  const locale = useLocale()
  const words = useTokenWords()
  const total = sum(view.topUses)
  if (total === 0n) {
    return (
      <Card title={t('title')}>
        <p className="text-small text-ink-2">{t('none')}</p>
      </Card>
    )
  }
  const rest = view.topUses.slice(USES_SHOWN)
  const named = view.topUses.slice(0, USES_SHOWN).map(({ actionKey, tokens }) => ({
    key: actionKey,
    name: view.actionNames[actionKey]?.[languageOf(locale)] ?? actionKey,
    pigment: view.usage.series.find((series) => series.actionKey === actionKey)?.pigment ?? null,
    tokens,
  }))
  const others =
    rest.length > 0 ? [{ key: '', name: t('others', { count: rest.length }), pigment: null, tokens: sum(rest) }] : []
  return (
    <Card title={t('title')}>
      <ul className="grid gap-3">
        {[...named, ...others].map(({ key, ...use }) => (
          <UseRow key={key} total={total} {...use} />
        ))}
      </ul>
      <p className="mt-3 border-t border-hairline pt-2 text-small">
        {t('total', { tokens: words(total) })} <a href="#usage">{t('byDay')}</a>
      </p>
    </Card>
  )
}

interface UseRowProps {
  name: string
  pigment: number | null
  tokens: Tokens
  total: Tokens
}

function UseRow({ name, pigment, tokens, total }: UseRowProps) {
  const t = useTranslations('topUses')
  const locale = useLocale()
  const percent = (tokens * 100n) / total
  return (
    <li className="text-small">
      <p className="flex flex-wrap justify-between gap-x-3">
        <span className="wrap-anywhere">{name}</span>
        <span className="whitespace-nowrap">
          {t.rich('share', {
            amount: () => <TokenAmount amount={tokens} sense="used" className="font-bold" />,
            total: formatTokens(total, locale),
            percent: formatPercent(percent, locale),
          })}
        </span>
      </p>
      <svg aria-hidden="true" width="100%" height="8" className="keep-pattern mt-1 block rounded-small bg-sunken">
        <rect width={`${percent}%`} height="100%" fill={pigmentFill(pigment)} stroke={pigmentStroke(pigment)} />
      </svg>
    </li>
  )
}

function sum(uses: HomeView['topUses']): Tokens {
  return uses.reduce((total, { tokens }) => total + tokens, 0n)
}
