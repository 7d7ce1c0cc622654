import type { House } from '@/lib/usecases/define'
import { captureHold } from '@/lib/usecases/metering/capture-hold'
import { openHold } from '@/lib/usecases/metering/open-hold'
import { releaseHold } from '@/lib/usecases/metering/release-hold'
import { giveGrant } from '@/lib/usecases/oversight/give-grant'
import { reverseTransaction } from '@/lib/usecases/oversight/reverse-transaction'
import { instantToIso, MINUTE } from '../domain/instants'
import { holdOf, keyCaller, tookNow } from './holds'
import { SYSTEM, staffCaller, type TestClock, testAccount } from './house'

/**
 * An account whose holds ended in every way: captured below and above what they held, for nothing, given back by hand and by time, out
 * of a grant that expired meanwhile; one of the captures was reversed, and one hold is open. Returns the ids that tampers name.
 */
export async function tellHolds(house: House, clock: TestClock): Promise<Record<string, string>> {
  const holder = await testAccount(house)
  const key = keyCaller(holder)
  const grant = { accountId: holder, source: 'promo' as const, reason: 'For the test.' }
  const expiresAt = instantToIso(clock.now() + 20n * MINUTE)
  await giveGrant(SYSTEM, { ...grant, key: 'h', name: 'Short', tokens: '30', expiresAt }, house)
  await giveGrant(SYSTEM, { ...grant, key: 'i', name: 'Long', tokens: '1000' }, house)
  const open = async (calls: number, more: object = {}) => (await openHold(key, holdOf(calls, more), house)).hold
  const [captured, above, failed, released, ranOut] = [
    await open(50),
    await open(10),
    await open(10),
    await open(20),
    await open(60, { expiresInSeconds: 300 }),
  ]
  clock.advance(MINUTE)
  await captureHold(key, { id: above.id, ...tookNow(clock, 15, { mode: 'report' }) }, house)
  await captureHold(key, { id: failed.id, ...tookNow(clock, 1, { status: 'failed' }) }, house)
  await releaseHold(key, { id: released.id }, house)
  clock.advance(4n * MINUTE)
  const reversible = await open(40)
  const { hold } = await captureHold(key, { id: reversible.id, ...tookNow(clock, 40) }, house)
  await reverseTransaction(
    staffCaller('operator'),
    { accountId: holder, seq: `${hold.captureSeq}`, reason: 'It never ran.', key: 'rc' },
    house,
  )
  const lasting = await open(25, { expiresInSeconds: 86_400 })
  clock.advance(2n * MINUTE)
  const last = (await captureHold(key, { id: captured.id, ...tookNow(clock, 20) }, house)).hold
  const [short, long] = await house.db.grant.findMany({ where: { accountId: holder }, orderBy: { createdSeq: 'asc' } })
  if (!short || !long) throw new Error('The holds were not told.')
  return {
    holder,
    short: short.id,
    long: long.id,
    captured: captured.id,
    capturedSeq: `${last.captureSeq}`,
    returnedSeq: `${last.returnSeq}`,
    capturedCharge: `${last.chargeId}`,
    failed: failed.id,
    released: released.id,
    releasedHoldSeq: `${released.seq}`,
    releasedSeq: `${(await house.db.hold.findFirst({ where: { id: released.id } }))?.returnSeq}`,
    ranOut: ranOut.id,
    open: lasting.id,
    openSeq: `${lasting.seq}`,
  }
}
