import { config } from '@/lib/config'
import { putBillingProfile } from '@/lib/db/purchases-buyers'
import { updateTopUpTax } from '@/lib/db/purchases-top-ups'
import { SetBillingProfileInput } from '@/lib/domain/purchases/order-inputs'
import { taxFor } from '@/lib/domain/purchases/tax'
import { role } from '../allow'
import { defineUsecase } from '../define'

/** Says who buys for the account: the name on receipts, and the country and VAT id that decide the tax of what is ordered from now on. */
export const setBillingProfile = defineUsecase({
  name: 'purchases.set-billing-profile',
  input: SetBillingProfileInput,
  allow: role('owner', 'billing'),
  isSafeTwice: true,
  run: async ({ accountId, ...profile }, work) => {
    await putBillingProfile(work.tx, accountId, profile, work.now)
    await updateTopUpTax(work.tx, accountId, taxFor(profile, config().SELLER_COUNTRY).rateBasis)
    const { country, vatId } = profile
    work.audit({ accountId, subject: `billing-profile:${accountId}`, detail: { country, vatId } })
  },
})
