import { afterAll, beforeAll, expect, test } from 'vitest'
import { PACKS } from '@/prisma/story/catalogue'
import { readStory, STORY_LENGTH, type StoryState, tellStory } from '@/prisma/story/story'
import { countCards, tellCatalogue } from '@/prisma/story/tell-catalogue'
import { connect } from '../db/client'
import { DAY } from '../domain/instants'
import { loadRateCards } from '../usecases/catalogue/rate-cards'
import { type House, newId } from '../usecases/define'
import { verifyLedger } from '../usecases/oversight/verify-ledger'
import { freshDatabase } from './database'
import { instant, SYSTEM } from './house'
import { PASSWORD } from './people'

const END = instant('2026-11-24T10:00:00.123456Z')
/** Far enough for two customers to have joined, and for one to be on a plan. */
const DAYS_LEFT = 161

const opened: { house: House; drop: () => Promise<void> }[] = []
let whole: House
let cut: House

beforeAll(async () => {
  for (let i = 0; i < 2; i++) {
    const { url, drop } = await freshDatabase()
    opened.push({ house: { db: connect(url, 'comptoir_app', 3), clock: null, newId }, drop })
  }
  const [first, second] = opened
  if (!first || !second) throw new Error('Two databases are needed.')
  whole = first.house
  cut = second.house
})
afterAll(async () => {
  for (const { house, drop } of opened) {
    await house.db.$disconnect()
    await drop()
  }
})

/** Tells the beginning of the story and stops between two days. */
async function tellBeginning(house: House, story: StoryState): Promise<void> {
  const telling = tellStory(house, story, PASSWORD, (daysLeft) => {
    if (daysLeft === DAYS_LEFT) throw new Error('Far enough.')
  })
  await expect(telling).rejects.toThrow('Far enough.')
}

/** Every charge and ledger transaction with all that does not hang on a random id. */
async function facts(house: House): Promise<unknown> {
  return house.db.$queryRaw`
    SELECT a.name, t.seq, t.kind, t.amount, t.available_after, t.recorded_at::text, c.key, c.tokens, c.occurred_at::text, c.late
    FROM account a JOIN ledger_transaction t ON t.account_id = a.id
    LEFT JOIN charge c ON c.account_id = t.account_id AND c.seq = t.seq ORDER BY a.name, t.seq`
}

test('the catalogue is published once: two dated cards, of which the second changes a price three months in', async () => {
  await tellCatalogue(whole, END)
  await tellCatalogue(whole, END + DAY)
  expect(await countCards(whole, END)).toBe(2)
  const cards = await loadRateCards(whole.db, whole.db)
  const priceAt = (at: bigint) => cards.inForceAt(at)?.lines.get('chat_large')?.prices.get('input')?.[0]
  expect(priceAt(END - STORY_LENGTH)).toMatchObject({ numerator: 1n, denominator: 2n })
  expect(priceAt(END)).toMatchObject({ numerator: 2n, denominator: 5n })
  expect(cards.byVersion(2).effectiveAt).toBe(instant('2026-08-01T00:00:00Z'))
  expect(await whole.db.pack.count()).toBe(Object.keys(PACKS).length)
})

test('a telling that is cut off in the middle of an hour goes on to the very same ledger, and the ledger verifies', async () => {
  const story = { end: END, toldUntil: null, isTold: false }
  await tellBeginning(whole, story)

  await tellCatalogue(cut, END)
  let state: StoryState = story
  for (let ids of [450, 470]) {
    const failing = { ...cut, newId: (at: bigint) => (ids-- > 0 ? newId(at) : fail()) }
    await expect(tellStory(failing, state, PASSWORD, () => {})).rejects.toThrow('Cut off.')
    state = await readStory(cut)
    expect(state).toMatchObject({ end: END, isTold: false })
    expect(state.toldUntil).not.toBeNull()
  }
  await tellBeginning(cut, state)

  expect(await facts(cut)).toEqual(await facts(whole))
  const results = await verifyLedger(SYSTEM, {}, cut)
  expect(results.flatMap((result) => result.offences)).toEqual([])
  expect(results.find((result) => result.of === 'charges')?.examined).toBeGreaterThan(500n)
  expect(results.find((result) => result.of === 'allowances')?.examined).toBe(1n)
}, 120_000)

function fail(): never {
  throw new Error('Cut off.')
}
