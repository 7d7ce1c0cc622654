import { beforeAll, expect, it } from 'vitest'
import { findBook } from '@/lib/db/ledger'
import { DAY, HOUR, instantToIso, MINUTE } from '@/lib/domain/instants'
import { SYSTEM } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { payAtPage, planForm } from '@/lib/testing/plan-orders'
import { testPlan } from '@/lib/testing/plans'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { testBuyer } from '@/lib/testing/purchases'
import { assignPlan } from '../oversight/assign-plan'
import { cancelPlan } from './cancel-plan'
import { placePlanOrder } from './place-plan-order'
import { previewPlan } from './preview-plan'

const scene = sceneOfPurchases()
let small: string
let large: string
beforeAll(async () => {
  small = await testPlan(scene.house, 1000, { priceCents: 1900n })
  large = await testPlan(scene.house, 4000, { priceCents: 4900n })
})

/** An account some days after the small plan began. */
async function onSmall() {
  const buyer = await testBuyer(scene.house)
  const put = (planKey: string) =>
    assignPlan(SYSTEM, { accountId: buyer.accountId, planKey, reason: 'As agreed by contract.' }, scene.house)
  await put(small)
  scene.clock.advance(7n * DAY + 12_345_678n)
  const available = async () => (await findBook(scene.house.db, buyer.accountId))?.available
  return { ...buyer, put, available }
}

it('an upgrade leaves exactly what was said: tokens to the thousandth, money to the cent', async () => {
  const { accountId, owner, put, available } = await onSmall()
  const { preview, target, current } = await previewPlan(owner, { accountId, planKey: large }, scene.house)
  expect([preview.verb, target?.key, current.plan?.key]).toEqual(['upgrade', large, small])
  expect(await available()).toBe(preview.available.before)
  expect(await put(large)).toMatchObject({ change: 'upgrade', tokensAdded: preview.tokens })
  expect(await available()).toBe(preview.available.after)
  const audited = await scene.house.db.auditEntry.findFirstOrThrow({
    where: { accountId, verb: 'oversight.assign-plan' },
    orderBy: { at: 'desc' },
  })
  expect(audited.detail).toMatchObject({ costCents: `${preview.netCents}`, added: `${preview.tokens}` })
  expect(preview.totalCents).toBe(preview.netCents + (preview.netCents * 2000n + 5000n) / 10_000n)
})

it('an upgrade that is paid an hour later brings what was said when it was quoted, at the price that was said', async () => {
  const { house, clock } = scene
  const buyer = await onSmall()
  const { accountId, owner } = buyer
  const { preview } = await previewPlan(owner, { accountId, planKey: large }, house)
  const quotedAt = instantToIso(preview.quotedAt)
  clock.advance(20n * MINUTE)
  const form = planForm(scene, buyer, { planKey: large, shownCents: `${preview.totalCents}`, quotedAt })
  const order = await placePlanOrder(owner, form, house)
  clock.advance(HOUR)
  expect(await payAtPage(scene, order)).toMatchObject({ state: 'done', totalCents: preview.totalCents })
  expect(await buyer.available()).toBe(preview.available.after)
})

it('an end leaves what was said: nothing is taken away, and it can be undone until then', async () => {
  const { accountId, owner, available } = await onSmall()
  const { preview, target } = await previewPlan(owner, { accountId, planKey: null }, scene.house)
  expect([preview.verb, target, preview.nextCharge]).toEqual(['cancel', null, null])
  expect(await cancelPlan(owner, { accountId }, scene.house)).toEqual({ endsAt: preview.undoUntil })
  expect(await available()).toBe(preview.available.after)
  expect(preview.grants).toMatchObject([{ source: 'plan', lost: 0n, rollsOver: 500_000n }])
})

it('refuses what is not sold to the account, an end of no plan, and everybody but owners and billing', async () => {
  const { house } = scene
  const { accountId, owner } = await testBuyer(house)
  const dollars = await testPlan(house, 10, { currency: 'USD' })
  for (const planKey of ['gone', dollars, null]) {
    expect((await refusalOf(previewPlan(owner, { accountId, planKey }, house))).kind).toBe('not-found')
  }
  const callers = [visitorCaller(), memberCaller(accountId, 'developer'), memberCaller(accountId, 'viewer')]
  const kinds = await kindsRefused((caller) => previewPlan(caller, { accountId, planKey: large }, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'forbidden', 'forbidden'])
})
