import { useLocale, useTranslations } from 'next-intl'
import { classNames } from '@/components/ui/class-names'
import { Icon } from '@/components/ui/icon'
import { Money } from '@/components/ui/money'
import { TokenFigure, useTokenWords } from '@/components/ui/token-amount'
import type { HomeView } from '@/lib/domain/forecast/views'
import { formatDay } from '@/lib/domain/format/format-time'
import { tokenForm } from '@/lib/domain/format/format-tokens'
import { useAnswer } from './use-answer'

const TONES = { calm: 'text-ink-3', warn: 'text-warn', danger: 'text-danger' } as const

/** The answer, then the balance, then how we know. */
export function AnswerBlock({ view }: { view: HomeView }) {
  const { sentence, more, icon, tone } = useAnswer(view)
  return (
    <section aria-labelledby="answer">
      <h1 id="answer" tabIndex={-1} className="max-w-[36ch] text-heading font-bold md:text-answer">
        <Icon name={icon} className={classNames('mr-2 inline-block size-[0.95em] align-[-0.1em]', TONES[tone])} />
        {sentence}
      </h1>
      <p className="mt-1 max-w-measure text-ink-2 md:text-lead">
        {more} <NextAddition view={view} />
      </p>
      <BalanceLine view={view} />
      <SideAmounts view={view} />
      {view.runRate.kind === 'pace' && <HowWeKnow days={view.runRate.days} perDay={view.runRate.tokensPerDay} />}
    </section>
  )
}

function NextAddition({ view: { nextEvents, account, runRate } }: { view: HomeView }) {
  const t = useTranslations('home')
  const words = useTokenWords()
  const locale = useLocale()
  const next = nextEvents.find(({ kind }) => kind === 'grant' || kind === 'renewal' || kind === 'plan-start')
  if (next) {
    return t('nextAddition', {
      tokens: words(next.amount ?? 0n),
      date: formatDay(next.at, account.timeZone, locale, 'month'),
    })
  }
  return runRate.kind === 'pace' || runRate.kind === 'out' ? t('noAddition') : null
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

function HowWeKnow({ days, perDay }: { days: number; perDay: bigint }) {
  const t = useTranslations('home')
  const words = useTokenWords()
  return (
    <details className="mt-2 text-small text-ink-2">
      <summary className="inline-block py-1 text-accent">{t('runsOutHow')}</summary>
      <p className="mt-1 max-w-measure">{t('howPace', { days, tokens: words(perDay) })}</p>
    </details>
  )
}
