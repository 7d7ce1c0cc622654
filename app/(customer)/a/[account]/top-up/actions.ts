'use server'

import { turnOffTopUp } from '@/lib/usecases/purchases/turn-off-top-up'
import { turnOnTopUp } from '@/lib/usecases/purchases/turn-on-top-up'
import { defineAction, defineButton } from '@/lib/web/action'
import { startCard } from '@/lib/web/saved-card'
import { memberCaller } from '@/lib/web/session'
import { RULE_FIELDS, switchOnRule, topUpAddress } from '@/lib/web/top-up'

export const switchOn = defineAction<string>(async (fields) => ({ to: await switchOnRule(fields) }), {
  fields: RULE_FIELDS,
})

export const turnOn = defineAction<string>(
  async (fields) => {
    const accountId = fields.text('accountId')
    await turnOnTopUp(await memberCaller(), { accountId })
    return { to: topUpAddress(accountId, { switched: 'on' }) }
  },
  { fields: RULE_FIELDS },
)

export const turnOff = defineButton(async (fields) => {
  const accountId = fields.text('accountId')
  await turnOffTopUp(await memberCaller(), { accountId })
  return topUpAddress(accountId, { switched: 'off' })
})

export const saveCard = defineAction<string>(async (fields) => ({ to: await startCard(fields) }))
