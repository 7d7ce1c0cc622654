import type { PriceTier, RateCard, RateCardLine } from './model'

/** One price, minimum or rounding of an action that differs between two cards; null where the one or the other has none. */
export interface CardChange {
  readonly actionKey: string
  readonly what: 'price' | 'minimum' | 'rounding'
  /** Of a price; empty for the others. */
  readonly quantityClass: string
  /** The tier of the price begins after so many units, in thousandths. */
  readonly fromMilli: bigint
  readonly before: Amount | null
  readonly after: Amount | null
  readonly direction: 'up' | 'down' | 'new' | 'gone'
}

/** Tokens, as a rational. */
export interface Amount {
  readonly numerator: bigint
  readonly denominator: bigint
}

type Entry = Omit<CardChange, 'before' | 'after' | 'direction'> & { readonly amount: Amount }

/** What differs from the card before, by action; from no card, everything is new. */
export function cardChanges(before: RateCard | null, after: RateCard): CardChange[] {
  const [old, fresh] = [entriesOf(before), entriesOf(after)]
  return [...new Set([...old.keys(), ...fresh.keys()])].sort().flatMap((key) => {
    const [was, is] = [old.get(key), fresh.get(key)]
    const entry = is ?? was
    if (!entry || (was && is && compare(was.amount, is.amount) === 0)) return []
    const { amount: _, ...place } = entry
    const direction = !was ? 'new' : !is ? 'gone' : compare(is.amount, was.amount) > 0 ? 'up' : 'down'
    return [{ ...place, before: was?.amount ?? null, after: is?.amount ?? null, direction } as const]
  })
}

function entriesOf(card: RateCard | null): Map<string, Entry> {
  const entries = [...(card?.lines.values() ?? [])].flatMap(entriesOfLine)
  return new Map(
    entries.map((entry) => [
      [
        entry.actionKey,
        entry.what === 'price' ? 0 : entry.what,
        entry.quantityClass,
        `${entry.fromMilli}`.padStart(20),
      ].join(),
      entry,
    ]),
  )
}

function entriesOfLine({ actionKey, prices, minimumMilli, roundingMilli }: RateCardLine): Entry[] {
  const whole = (what: 'minimum' | 'rounding', milli: bigint) => ({
    ...{ actionKey, what, quantityClass: '', fromMilli: 0n },
    amount: { numerator: milli, denominator: 1000n },
  })
  return [
    ...[...prices].flatMap(([quantityClass, tiers]) =>
      tiers.map(({ fromMilli, numerator, denominator }: PriceTier) => ({
        ...{ actionKey, what: 'price' as const, quantityClass, fromMilli },
        amount: { numerator, denominator },
      })),
    ),
    whole('minimum', minimumMilli),
    whole('rounding', roundingMilli),
  ]
}

function compare(a: Amount, b: Amount): number {
  const [left, right] = [a.numerator * b.denominator, b.numerator * a.denominator]
  return left < right ? -1 : left > right ? 1 : 0
}
