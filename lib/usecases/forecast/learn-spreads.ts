import { databaseNow } from '@/lib/db/clock'
import { listClassScores, putClassSpread } from '@/lib/db/forecast-scores'
import { inTransaction } from '@/lib/db/transactions'
import { median } from '@/lib/domain/forecast/quantiles'
import { JUDGED_DAYS, learnSpread, USAGE_CLASSES } from '@/lib/domain/forecast/score'
import { DAY, type Instant } from '@/lib/domain/instants'
import { type Batch, SweepInput } from '@/lib/domain/sweep'
import { job } from '../allow'
import { defineDirect } from '../define'

const LEARNED_FROM: Instant = 90n * DAY

/**
 * Learns anew how wide the ranges of each class of use have to be, from the forecasts of the last 90 days that came due: wide enough that
 * four in five would have held. A class with too few keeps the factor it has.
 */
export const learnSpreads = defineDirect({
  name: 'forecast.learn-spreads',
  input: SweepInput,
  allow: job,
  run: async (_, __, house): Promise<Batch> =>
    inTransaction(house.db, async (tx) => {
      const learnedAt = house.clock?.() ?? (await databaseNow(tx))
      let classes = 0
      for (const usageClass of USAGE_CLASSES) {
        const scores = await listClassScores(tx, usageClass, JUDGED_DAYS, learnedAt - LEARNED_FROM)
        const spread = learnSpread(scores.flatMap(({ distance }) => distance ?? []))
        if (spread === null) continue
        const held = scores.filter((score) => score.held).length
        const error = median(scores.map((score) => score.error))
        await putClassSpread(tx, { usageClass, spread, scored: scores.length, held, error, learnedAt })
        classes++
      }
      return { counts: { classes }, failures: [], next: null }
    }),
})
