import type { ScheduledJob } from '@/lib/domain/oversight/jobs'
import type { Batch, SweepInput } from '@/lib/domain/sweep'
import { forgetExpired } from '@/lib/usecases/access/forget-expired'
import { deliverOutbox } from '@/lib/usecases/alerts/deliver-outbox'
import { forgetDelivered } from '@/lib/usecases/alerts/forget-delivered'
import type { Usecase } from '@/lib/usecases/define'
import { findUnusualUse } from '@/lib/usecases/forecast/find-unusual-use'
import { learnSpreads } from '@/lib/usecases/forecast/learn-spreads'
import { makeForecasts } from '@/lib/usecases/forecast/make-forecasts'
import { scoreForecasts } from '@/lib/usecases/forecast/score-forecasts'
import { forgetKeys } from '@/lib/usecases/ledger/forget-keys'
import { settleDue } from '@/lib/usecases/ledger/settle-due'
import { billUsage } from '@/lib/usecases/purchases/bill-usage'
import { chargeCards } from '@/lib/usecases/purchases/charge-cards'
import { reconcileOrders } from '@/lib/usecases/purchases/reconcile-orders'
import { reconcileRefunds } from '@/lib/usecases/purchases/reconcile-refunds'
import { renewPlans } from '@/lib/usecases/purchases/renew-plans'
import { runTopUps } from '@/lib/usecases/purchases/run-top-ups'
import { workInbox } from '@/lib/usecases/purchases/work-inbox'

/** A verb that is called batch after batch until nothing is left, whenever its schedule comes round. */
export interface Job extends ScheduledJob {
  sweep: Usecase<typeof SweepInput, Batch>
}

/** Everything that is done by the clock. Each may run twice, at once too, and may be cut off anywhere. */
export const JOBS: readonly Job[] = [
  { name: 'ledger.settle-due', schedule: '* * * * *', sweep: settleDue },
  { name: 'alerts.deliver-outbox', schedule: '* * * * *', sweep: deliverOutbox },
  { name: 'purchases.work-inbox', schedule: '* * * * *', sweep: workInbox },
  { name: 'purchases.renew-plans', schedule: '* * * * *', sweep: renewPlans },
  { name: 'purchases.charge-cards', schedule: '* * * * *', sweep: chargeCards },
  { name: 'purchases.run-top-ups', schedule: '* * * * *', sweep: runTopUps },
  { name: 'purchases.bill-usage', schedule: '3 * * * *', sweep: billUsage },
  { name: 'purchases.reconcile-orders', schedule: '17 * * * *', sweep: reconcileOrders },
  { name: 'purchases.reconcile-refunds', schedule: '*/5 * * * *', sweep: reconcileRefunds },
  { name: 'forecast.find-unusual-use', schedule: '7 * * * *', sweep: findUnusualUse },
  { name: 'forecast.score-forecasts', schedule: '7 2 * * *', sweep: scoreForecasts },
  { name: 'forecast.learn-spreads', schedule: '37 2 * * *', sweep: learnSpreads },
  { name: 'forecast.make-forecasts', schedule: '47 2 * * *', sweep: makeForecasts },
  { name: 'access.forget-expired', schedule: '17 3 * * *', sweep: forgetExpired },
  { name: 'ledger.forget-keys', schedule: '27 3 * * *', sweep: forgetKeys },
  { name: 'alerts.forget-delivered', schedule: '37 3 * * *', sweep: forgetDelivered },
]
