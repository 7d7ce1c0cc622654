import type { Payments } from '@/lib/domain/purchases/payment-model'
import type { House } from '../define'
import { thePayments } from './the-payments'

/** The payments provider of the house: its own in tests, else the process's. */
export async function paymentsOf(house: House): Promise<Payments> {
  return house.payments ?? thePayments()
}
