import { expect, it } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { refusalOf } from '@/lib/testing/people'
import { fulfilConcern } from './fulfil-concern'

it('refuses a refund that names one of somebody else, whatever they call theirs', async () => {
  for (const refundId of [null, 're-17', "' OR 1=1"]) {
    const concern = { kind: 'refund', providerId: 're_1', refundId } as const
    expect((await refusalOf(fulfilConcern(concern, testHouse()))).kind).toBe('not-found')
  }
})
