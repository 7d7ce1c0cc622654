import 'server-only'
import { Refusal } from '@/lib/domain/refusals'
import { placeOrder } from '@/lib/usecases/purchases/place-order'
import { pageLanguage } from './browser'
import { chosen, reviewAddress } from './buy'
import type { FormFields } from './form-fields'
import { orderPath } from './order'
import { memberCaller } from './session'

/**
 * Places the order of a review's form and says where it goes on: to the provider's page, to the order's own when that is not ready, to the
 * purchase that is already under way, or to the review again when the price is another now. Throws every other refusal.
 */
export async function startPayment(fields: FormFields): Promise<string> {
  const [accountId, formKey, shownCents] = [fields.text('accountId'), fields.text('formKey'), fields.text('shownCents')]
  const choice = { pack: fields.text('pack'), tokens: fields.text('tokens') }
  try {
    const form = { accountId, formKey, shownCents, ...(await chosen(choice)), language: await pageLanguage() }
    const order = await placeOrder(await memberCaller(), form)
    return order.state === 'pending' && order.sessionUrl !== null ? order.sessionUrl : orderPath(accountId, order.id)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.kind === 'order-pending') return `${orderPath(accountId, `${error.facts.order}`)}?again=1`
    if (error.kind === 'price-changed') return reviewAddress(accountId, choice, { changed: '1' })
    throw error
  }
}
