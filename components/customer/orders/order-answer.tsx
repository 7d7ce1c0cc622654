import { useLocale, useTranslations } from 'next-intl'
import { classNames } from '@/components/ui/class-names'
import { Icon, type IconName } from '@/components/ui/icon'
import { useTokenWords } from '@/components/ui/token-amount'
import type { HomeView } from '@/lib/domain/forecast/views'
import { formatDay } from '@/lib/domain/format/format-time'
import type { Order } from '@/lib/domain/purchases/order-model'

type Stage = 'preparing' | 'waiting' | 'checking' | 'done' | 'failed' | 'canceled' | 'mismatch'

const LOOKS: Record<Stage, { icon: IconName; tone: string }> = {
  preparing: { icon: 'dots', tone: 'text-ink-3' },
  waiting: { icon: 'clock', tone: 'text-info' },
  checking: { icon: 'dots', tone: 'text-info' },
  done: { icon: 'check', tone: 'text-ok' },
  failed: { icon: 'square', tone: 'text-danger' },
  canceled: { icon: 'dash', tone: 'text-ink-3' },
  mismatch: { icon: 'triangle', tone: 'text-warn' },
}

/** How the order stands, in one sentence, and what that means. */
export function OrderAnswer({ order, home }: { order: Order; home: HomeView }) {
  const t = useTranslations('orders')
  const tokens = useTokenWords()
  const stage = stageOf(order)
  const { icon, tone } = LOOKS[stage]
  const reason = useReason(order.failure)
  const facts = { tokens: tokens(order.tokens), total: tokens(home.available), reason }
  return (
    <div role="status">
      <h1 className="max-w-[36ch] text-heading font-bold md:text-answer">
        <Icon name={icon} className={classNames('mr-2 inline-block size-[0.95em] align-[-0.1em]', tone)} />
        {t(`stages.${stage}.sentence`, facts)}
      </h1>
      <p className="mt-2 max-w-measure text-ink-2">
        {t(`stages.${stage}.more`, facts)} {stage === 'done' && <Lasting home={home} />}
        {stage === 'waiting' && order.failure !== null && t('lastTry', { reason })}
      </p>
    </div>
  )
}

/** Until when the tokens last now. */
function Lasting({ home: { forecast, account } }: { home: HomeView }) {
  const t = useTranslations('orders')
  const locale = useLocale()
  if (forecast === null) return null
  const { p50 } = forecast.depletion
  return p50 === null ? t('lastLong') : t('last', { date: formatDay(p50, account.timeZone, locale, 'month') })
}

function stageOf({ state, sessionId, sessionUrl }: Order): Stage {
  if (state !== 'pending') return state
  if (sessionId === null) return 'preparing'
  return sessionUrl === null ? 'checking' : 'waiting'
}

/** Why a payment did not work; the provider has more codes than anybody lists. */
function useReason(failure: string | null): string {
  const t = useTranslations('orders.reasons')
  const key = failure as 'generic_decline'
  return failure !== null && t.has(key) ? t(key) : t('generic_decline')
}
