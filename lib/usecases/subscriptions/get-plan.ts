import { z } from 'zod'
import { findBook } from '@/lib/db/ledger'
import { AccountId } from '@/lib/domain/ledger/inputs'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import { notFound } from '@/lib/domain/refusals'
import type { PlanView } from '@/lib/domain/subscriptions/views'
import { anyRole } from '../allow'
import { defineQuery } from '../define'
import { planViewOf } from './plan-view'

/** The plan that an account is on, its running period, its next renewal, and what is to take its place. */
export const getPlan = defineQuery({
  name: 'subscriptions.get-plan',
  input: z.strictObject({ accountId: AccountId }),
  allow: anyRole,
  run: async ({ accountId }, { tx, now }): Promise<PlanView> => {
    const stored = await findBook(tx, accountId)
    if (!stored) throw notFound('account')
    return planViewOf(tx, planSettlement(stored, now), now)
  },
})
