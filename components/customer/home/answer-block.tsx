import type { Route } from 'next'
import { useLocale, useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Icon, type IconName } from '@/components/ui/icon'
import { Money } from '@/components/ui/money'
import { TokenFigure, useTokenWords } from '@/components/ui/token-amount'
import type { VerdictKind } from '@/lib/domain/forecast/verdict-model'
import type { VerdictWords } from '@/lib/domain/forecast/verdict-words'
import type { HomeView } from '@/lib/domain/forecast/views'
import { tokenForm } from '@/lib/domain/format/format-tokens'

/** A silhouette for each: none needs its colour to be told apart. */
const ICONS = {
  out: 'stop',
  throttled: 'pause',
  learning: 'dots',
  idle: 'dash',
  short: 'alert',
  'top-up': 'turn',
  tight: 'triangle',
  wasting: 'clock',
  covered: 'check',
} as const satisfies Record<VerdictKind, IconName>

/** Where buying is the way on. */
const URGENT: readonly VerdictKind[] = ['out', 'short']

const TONES = { neutral: 'text-ink-3', info: 'text-info', warn: 'text-warn', danger: 'text-danger' } as const

/** The answer, then the balance, then what else holds, and where more is bought: never urged, always there. */
export function AnswerBlock({ view, answer, buy }: { view: HomeView; answer: VerdictWords; buy: Route }) {
  const t = useTranslations('home')
  const { sentence, sub, icon, tone, also } = answer
  return (
    <section aria-labelledby="answer">
      <h1 id="answer" tabIndex={-1} className="max-w-[36ch] text-heading font-bold md:text-answer">
        <Icon
          name={ICONS[icon]}
          className={classNames('mr-2 inline-block size-[0.95em] align-[-0.1em]', TONES[tone])}
        />
        {sentence}
      </h1>
      {sub !== '' && <p className="mt-1 max-w-measure text-ink-2 md:text-lead">{sub}</p>}
      <BalanceLine view={view} />
      <SideAmounts view={view} />
      {also.map((one) => (
        <p key={one} className="mt-1 max-w-measure text-small text-ink-2">
          {one}
        </p>
      ))}
      <ButtonLink href={buy} variant={URGENT.includes(view.verdict.kind) ? 'primary' : 'secondary'} className="mt-3">
        {t('buy')}
      </ButtonLink>
    </section>
  )
}

function BalanceLine({ view: { available, costCentsLeft, account } }: { view: HomeView }) {
  const t = useTranslations('home')
  const locale = useLocale()
  return (
    <p className="mt-3 text-small text-ink-2 md:mt-4 md:text-body">
      {t.rich('left', {
        form: tokenForm(available, locale),
        figure: () => <TokenFigure amount={available} className="text-answer font-bold text-ink sm:text-figure" />,
        rest: (chunks) => chunks,
      })}
      {costCentsLeft > 0n && (
        <>
          {', '}
          {t.rich('leftCost', { money: () => <Money cents={costCentsLeft} currency={account.currency} /> })}
        </>
      )}
    </p>
  )
}

/** Held and owed tokens are figures of their own: the balance never hides them, and is never below zero. */
function SideAmounts({ view: { held, debt } }: { view: HomeView }) {
  const t = useTranslations('home')
  const words = useTokenWords()
  return (
    <>
      {held > 0n && <p className="mt-1 text-small text-ink-2">{t('held', { tokens: words(held) })}</p>}
      {debt > 0n && (
        <p className="mt-1 max-w-measure text-small font-medium text-danger">{t('debt', { tokens: words(debt) })}</p>
      )}
    </>
  )
}
