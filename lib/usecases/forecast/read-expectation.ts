import type { Expectation } from '@/lib/domain/forecast/schedule'
import type { Work } from '../define'

/** What is thought to come of an account's use, for the timeline. */
export async function readExpectation(_work: Pick<Work, 'tx' | 'now'>, _accountId: string): Promise<Expectation> {
  return { forecast: null, topUp: null }
}
