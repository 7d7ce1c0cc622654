import { z } from 'zod'
import { parseTokens, type Tokens } from '@/lib/domain/tokens'

export const Arithmetic = z.object({
  steps: z.array(z.object({ units: z.string(), price: z.string() })),
  roundedTo: z.string(),
  minimum: z.string(),
})

interface Rational {
  readonly top: bigint
  readonly bottom: bigint
}

/** Computes a charge again from its arithmetic as the API tells it, as any customer may. Thousandths of a token. */
export function recompute({ steps, roundedTo, minimum }: z.output<typeof Arithmetic>): Tokens {
  let sum: Rational = { top: 0n, bottom: 1n }
  for (const { units, price } of steps) {
    const [amount, each] = [toRational(units), toRational(price)]
    const [top, bottom] = [amount.top * each.top, amount.bottom * each.bottom]
    sum = { top: sum.top * bottom + top * sum.bottom, bottom: sum.bottom * bottom }
  }
  const grain = toThousandths(roundedTo)
  const whole = sum.bottom * grain
  const rounded = ((sum.top * 1000n + whole - 1n) / whole) * grain
  const least = toThousandths(minimum)
  return rounded > least ? rounded : least
}

/** "0.025" or "1/3". */
function toRational(text: string): Rational {
  const [, top, decimals = '', bottom = '1'] = /^(\d+)(?:\.(\d+))?(?:\/(\d+))?$/.exec(text) ?? []
  if (top === undefined) throw new Error(`The API answered with "${text}" where an exact number belongs.`)
  return { top: BigInt(top + decimals), bottom: BigInt(bottom) * 10n ** BigInt(decimals.length) }
}

function toThousandths(text: string): Tokens {
  const amount = parseTokens(text)
  if (amount === null) throw new Error(`The API answered with "${text}" where tokens belong.`)
  return amount
}
