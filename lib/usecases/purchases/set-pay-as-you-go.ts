import { lockAccounts } from '@/lib/db/ledger'
import { findPayAsYouGo, putPayAsYouGo } from '@/lib/db/purchases-pay-as-you-go'
import { SetPayAsYouGoInput } from '@/lib/domain/purchases/order-inputs'
import { CAP_MAX, debtLimitOf, endOfMonth, type PayAsYouGo } from '@/lib/domain/purchases/pay-as-you-go'
import { notFound, Refusal } from '@/lib/domain/refusals'
import { role } from '../allow'
import { defineUsecase } from '../define'
import { changeDebtLimit } from './change-debt-limit'
import { requireMeans } from './plan-setting'
import { readShop } from './read-shop'
import { requireActive } from './require-buyer'

/**
 * Lets an account use more than its tokens, up to a cap of its customer's own; what is owed at the end of a calendar month is billed to the
 * saved card. Said again it changes the cap.
 */
export const setPayAsYouGo = defineUsecase({
  name: 'purchases.set-pay-as-you-go',
  input: SetPayAsYouGoInput,
  allow: role('owner', 'billing'),
  isSafeTwice: true,
  run: async ({ accountId, cap, language }, work): Promise<PayAsYouGo> => {
    const [locked] = await lockAccounts(work.tx, [accountId])
    if (!locked) throw notFound('account')
    if (cap > CAP_MAX) throw capTooLarge()
    const shop = await readShop(work, accountId, language)
    requireActive(shop.book)
    requireMeans(shop)
    const before = await findPayAsYouGo(work.tx, accountId)
    const { debtLimit, timeZone } = shop.book
    const agreed = {
      isOn: true,
      cap,
      base: before?.base ?? debtLimit,
      billAt: before?.billAt ?? endOfMonth(work.now, timeZone),
      language,
    }
    await putPayAsYouGo(work.tx, accountId, agreed, { at: work.now, actor: work.actor })
    await changeDebtLimit(work, accountId, debtLimitOf(agreed))
    work.audit({
      accountId,
      subject: 'pay-as-you-go',
      detail: { on: true, cap: `${cap}`, before: `${before?.cap ?? 0n}` },
    })
    return agreed
  },
})

function capTooLarge(): Refusal {
  const message = 'Choose a cap of at most 1,000,000 tokens.'
  return new Refusal('invalid-input', {
    detail: `${message} Nothing was changed.`,
    faults: [{ pointer: '/cap', code: 'too-large', message }],
  })
}
