import { z } from 'zod'
import { findCard, listCardDates } from '@/lib/db/catalogue'
import type { Queryable } from '@/lib/db/client'
import { countExamined, listOffences, listPricedCharges, prepareForWholeTables } from '@/lib/db/verify'
import { listBooksWithTotals } from '@/lib/db/verify-totals'
import type { RateCard } from '@/lib/domain/catalogue/model'
import type { Instant } from '@/lib/domain/instants'
import { findDisagreement } from '@/lib/domain/oversight/agreement'
import {
  CHECKS,
  type CheckResult,
  type Invariant,
  OFFENCES_MAX,
  type Offence,
  type PricedCharge,
  priceAgain,
} from '@/lib/domain/oversight/verification'
import { notFound } from '@/lib/domain/refusals'
import { either, job, staff } from '../allow'
import { defineQuery } from '../define'

const PAGE = 5000
/** A book holds all open grants of its account, so that fewer are read at once. */
const ACCOUNTS_PAGE = 200

/** Proves the ledger's invariants, of one account or all, in one snapshot. Changes nothing; names every row that breaks one. */
export const verifyLedger = defineQuery({
  name: 'oversight.verify-ledger',
  input: z.strictObject({ accountId: z.uuid().nullable().default(null) }),
  allow: either(staff('operator', 'finance', 'auditor', 'admin'), job),
  secondsMax: 6 * 3600,
  run: async ({ accountId }, { tx, now }): Promise<CheckResult[]> => {
    await prepareForWholeTables(tx)
    const counts = await countExamined(tx, accountId)
    if (accountId !== null && counts.accounts === 0n) throw notFound('account')
    const results: CheckResult[] = []
    for (const { invariant, name, of } of CHECKS) {
      const startedAt = performance.now()
      const found = await find(tx, invariant, accountId, now)
      const milliseconds = performance.now() - startedAt
      const offences = found.slice(0, OFFENCES_MAX)
      results.push({
        invariant,
        name,
        of,
        examined: counts[of],
        offences,
        isCut: found.length > OFFENCES_MAX,
        milliseconds,
      })
    }
    return results
  },
})

async function find(tx: Queryable, invariant: Invariant, accountId: string | null, now: Instant): Promise<Offence[]> {
  switch (invariant) {
    case 18:
      return priceAll(tx, accountId)
    case 22:
      return compareAll(tx, accountId, now)
    default:
      return listOffences(tx, invariant, accountId, now)
  }
}

/** Compares what every account is said to have, in pages, until there are more faults than anybody reads. */
async function compareAll(tx: Queryable, accountId: string | null, now: Instant): Promise<Offence[]> {
  const found: Offence[] = []
  let last: string | undefined
  do {
    const page = await listBooksWithTotals(tx, accountId, last ?? null, ACCOUNTS_PAGE)
    found.push(
      ...page.map(({ book, ledger }) => findDisagreement(book, ledger, now)).filter((offence) => offence !== null),
    )
    last = page.length === ACCOUNTS_PAGE ? page.at(-1)?.book.accountId : undefined
  } while (last && found.length <= OFFENCES_MAX)
  return found
}

/** Prices every charge again, in pages, until there are more faults than anybody reads. */
async function priceAll(tx: Queryable, accountId: string | null): Promise<Offence[]> {
  const cards = await readCards(tx)
  const found: Offence[] = []
  let last: PricedCharge | undefined
  do {
    const page = await listPricedCharges(tx, accountId, last, PAGE)
    found.push(
      ...page
        .map((charge) => priceAgain(charge, cards.get(charge.rateCardVersion)))
        .filter((offence) => offence !== null),
    )
    last = page.length === PAGE ? page.at(-1) : undefined
  } while (last && found.length <= OFFENCES_MAX)
  return found
}

/** As they stand in the database now, past the process's memory of them. */
async function readCards(tx: Queryable): Promise<Map<number, RateCard>> {
  const cards = new Map<number, RateCard>()
  for (const { version } of await listCardDates(tx)) {
    const card = await findCard(tx, version)
    if (card) cards.set(version, card)
  }
  return cards
}
