import { HOUR, type Instant, instantToIso, MINUTE } from '@/lib/domain/instants'
import { captureHold } from '@/lib/usecases/metering/capture-hold'
import { openHold } from '@/lib/usecases/metering/open-hold'
import { releaseHold } from '@/lib/usecases/metering/release-hold'
import { randomOf } from './random'
import { type Deed, keyOf, type Teller, type Told } from './teller'

/** Nothing transcribes longer. */
const LONGEST_SECONDS = 1800
const EVERY_HOURS = 4 * 24
const FIRST_HOURS_LEFT = 19

/**
 * Long recordings, for which the service sets tokens aside before it begins: most take less and give the rest back an hour later, some
 * are stopped by the doctor, a few never report again and return by themselves. The last one still runs when the story ends.
 */
export function recordingDeeds(teller: Teller, joinsDaysLeft: number): [hoursLeft: number, deed: Deed][] {
  const deeds: [number, Deed][] = [[0, async (told) => void (await setAside(teller, told, 'today', 24n * HOUR))]]
  for (let n = 0; FIRST_HOURS_LEFT + n * EVERY_HOURS < joinsDaysLeft * 24; n++) {
    const hoursLeft = FIRST_HOURS_LEFT + n * EVERY_HOURS
    deeds.push([hoursLeft, async (told) => void (await setAside(teller, told, `${n}`, 2n * HOUR))])
    if (n % 11 !== 5) deeds.push([hoursLeft - 1, n % 5 === 2 ? stopped(teller, n) : transcribed(teller, n)])
  }
  return deeds
}

/** Said again it answers with the same hold. */
async function setAside(teller: Teller, told: Told, name: string, lasts: Instant) {
  const hold = {
    id: `recording-${name}`,
    source: 'story',
    action: 'transcription',
    quantities: { second: LONGEST_SECONDS },
    expiresInSeconds: Number(lasts / 1_000_000n),
    tags: { department: 'cardiologie' },
  }
  return (await openHold(keyOf(told), hold, teller.house)).hold
}

function transcribed(teller: Teller, n: number): Deed {
  return async (told, at) => {
    const { id } = await setAside(teller, told, `${n}`, 2n * HOUR)
    const second = randomOf(`recording ${n}`).between(600, LONGEST_SECONDS)
    const work = { id, quantities: { second }, occurredAt: instantToIso(at - 5n * MINUTE) }
    await captureHold(keyOf(told), work, teller.house)
  }
}

function stopped(teller: Teller, n: number): Deed {
  return async (told) => {
    const { id } = await setAside(teller, told, `${n}`, 2n * HOUR)
    await releaseHold(keyOf(told), { id }, teller.house)
  }
}
