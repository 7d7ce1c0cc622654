import type { Instant } from '../instants'
import type { Book } from './model'

/**
 * The book as it will be if every renewal is paid when it comes: what is to be said of the future, never of the present. A period that is
 * overdue stays unpaid: nobody knows when its card is mended.
 */
export function expectRenewals<B extends Pick<Book, 'allowances'>>(book: B, now: Instant): B {
  if (![...book.allowances.values()].some(({ isBilled }) => isBilled)) return book
  const allowances = [...book.allowances].map(([id, allowance]) => {
    const isToCome = allowance.isBilled && allowance.nextAt !== null && allowance.nextAt > now
    return [id, isToCome ? { ...allowance, paidUntil: null } : allowance] as const
  })
  return { ...book, allowances: new Map(allowances) }
}
