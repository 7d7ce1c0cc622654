import { expect, it } from 'vitest'
import { planOf } from '@/lib/testing/standings'
import { markCheapest } from './plan-views'

function optionOf(cents: bigint | null | undefined, isCurrent = false) {
  const facts = { feeCents: 0n, tokens: 0n, bought: null, monthsOut: 0, lost: 0n }
  const replay = cents === undefined ? null : { ...facts, cents }
  return { plan: planOf('plan', 1n), verb: 'start', isCurrent, replay } as const
}

const marks = (...options: ReturnType<typeof optionOf>[]) => markCheapest(options).map(({ isCheapest }) => isCheapest)

it.each([
  ['the one on which the use would have cost least', [optionOf(3n), optionOf(1n), optionOf(2n)], [false, true, false]],
  ['of equals the one that the account has', [optionOf(1n), optionOf(1n, true)], [false, true]],
  ['of equals else the first', [optionOf(1n), optionOf(1n), optionOf(2n, true)], [true, false, false]],
  ['none that could not have served the use', [optionOf(null), optionOf(5n)], [false, true]],
  ['none where nothing was replayed', [optionOf(undefined), optionOf(undefined, true)], [false, false]],
])('marks %s', (_, options, marked) => {
  expect(marks(...options)).toEqual(marked)
})
