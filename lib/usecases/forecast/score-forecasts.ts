import { databaseNow } from '@/lib/db/clock'
import { listDueUses } from '@/lib/db/forecast'
import { forgetShown, updateScores } from '@/lib/db/forecast-scores'
import { inTransaction } from '@/lib/db/transactions'
import { scoreUse } from '@/lib/domain/forecast/score'
import { DAY, HOUR, type Instant } from '@/lib/domain/instants'
import { type Batch, SweepInput } from '@/lib/domain/sweep'
import { job } from '../allow'
import { defineDirect } from '../define'

const USES_MAX = 200
/** What was used in a day's last hour may be reported a little later. */
const PATIENCE: Instant = HOUR
/** A forecast is shown for a quarter of an hour; its picture is kept for questions of the day. */
const SHOWN_FOR: Instant = 2n * DAY

/**
 * Scores the next forecasts whose days are over against what was really used. It is arithmetic on what is in the books, may be done twice,
 * and is no deed for the audit log.
 */
export const scoreForecasts = defineDirect({
  name: 'forecast.score-forecasts',
  input: SweepInput,
  allow: job,
  run: async (_, __, house): Promise<Batch> =>
    inTransaction(house.db, async (tx) => {
      const now = house.clock?.() ?? (await databaseNow(tx))
      const due = await listDueUses(tx, now - PATIENCE, USES_MAX)
      const scored = due.map((use) => ({ ...use, ...scoreUse(use, use.used, use.spread) }))
      if (scored.length > 0) await updateScores(tx, scored)
      const isLast = due.length < USES_MAX
      if (isLast) await forgetShown(tx, now - SHOWN_FOR)
      const held = scored.filter((score) => score.held).length
      return { counts: { scored: scored.length, held }, failures: [], next: isLast ? null : 'more' }
    }),
})
