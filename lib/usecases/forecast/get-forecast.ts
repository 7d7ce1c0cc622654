import { z } from 'zod'
import { findForecastFacts } from '@/lib/db/forecast'
import { findBook } from '@/lib/db/ledger'
import { PaceText } from '@/lib/domain/forecast/inputs'
import { recordToTell } from '@/lib/domain/forecast/score'
import type { ForecastView } from '@/lib/domain/forecast/views'
import { AccountId } from '@/lib/domain/ledger/inputs'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import { notFound } from '@/lib/domain/refusals'
import { scope } from '../allow'
import { defineQuery } from '../define'
import { accountNamed } from '../ledger/account-named'
import { readOutlook } from './outlook'

/** When an account's tokens end and whether that matters, for machines: what its home page says, in one snapshot. */
export const getForecast = defineQuery({
  name: 'forecast.get-forecast',
  input: z.strictObject({ account: AccountId.optional(), pace: PaceText.optional() }),
  allow: scope('balance:read'),
  run: async ({ account, pace = 1 }, work): Promise<ForecastView> => {
    const accountId = accountNamed(work.caller, account, '/account')
    const stored = await findBook(work.tx, accountId)
    const facts = await findForecastFacts(work.tx, accountId, work.now)
    if (!stored || !facts) throw notFound('account')
    const { forecast, verdict } = await readOutlook(work, planSettlement(stored, work.now), facts, pace)
    return { accountId, verdict, forecast, record: recordToTell(facts.record) }
  },
})
