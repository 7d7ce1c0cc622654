import { keyCaller } from '@/lib/testing/holds'
import { captureHold } from '@/lib/usecases/metering/capture-hold'
import { openHold } from '@/lib/usecases/metering/open-hold'
import { enqueueUsage } from '@/lib/usecases/metering/operation-queue'
import { type Measurement, measured, measureHttp, type Tally } from './measure'
import { rawRequest } from './raw-connection'
import { anyOf, balance, eventOf, holdAndCapture, quote, single, wireEvent } from './requests'
import { type Stage, WINDOW_COUNTS } from './stage'

const BATCH_EVENTS = 500
const BATCH_CLIENTS = 8
export const CLIENTS = 64
const READERS = 8

const BATCHES: readonly Measurement[] = [
  {
    name: `batches of ${BATCH_EVENTS} over HTTP, ${BATCH_CLIENTS} clients, 1,000 accounts`,
    unit: 'events',
    run: (stage, seconds) =>
      measureHttp(stage, { clients: BATCH_CLIENTS, events: BATCH_EVENTS, seconds }, (connection) => {
        const events = Array.from({ length: BATCH_EVENTS }, () => wireEvent(anyOf(stage.accounts)))
        return connection.send(rawRequest('POST', '/api/v1/usage/batch', stage.key, JSON.stringify(events)))
      }),
  },
  {
    name: `batches of ${BATCH_EVENTS} in the process, 1,000 accounts`,
    unit: 'events',
    run: (stage, seconds) =>
      measureCalls(stage, { clients: BATCH_CLIENTS, seconds }, async (tally) => {
        const events = Array.from({ length: BATCH_EVENTS }, () => eventOf(anyOf(stage.accounts)))
        const outcomes = await enqueueUsage(events, stage.house)
        tally.count += outcomes.length
        tally.refusals += outcomes.filter(({ kind }) => kind === 'refusal').length
      }),
  },
]

const SINGLES: readonly Measurement[] = [
  {
    name: `single events over HTTP, ${CLIENTS} clients, 1,000 accounts`,
    unit: 'requests',
    run: (stage, seconds) => singles(stage, seconds, stage.accounts),
  },
  {
    name: `single events over HTTP, ${CLIENTS} clients, one account`,
    unit: 'requests',
    run: (stage, seconds) => singles(stage, seconds, stage.accounts.slice(0, 1)),
  },
  ...WINDOW_COUNTS.map((count): Measurement => {
    const windows = count === 1 ? '1 window' : `${count || 'no'} windows`
    return {
      name: `single events over HTTP, ${CLIENTS} clients, accounts with ${windows}`,
      unit: 'requests',
      run: (stage, seconds) => singles(stage, seconds, stage.limited.get(count) ?? []),
    }
  }),
]

const HOLDS: readonly Measurement[] = [
  {
    name: `hold and capture over HTTP, ${CLIENTS} clients, 1,000 accounts`,
    unit: 'pairs',
    run: (stage, seconds) =>
      measureHttp(
        stage,
        { clients: CLIENTS, events: 1, seconds },
        holdAndCapture(stage, () => anyOf(stage.accounts)),
      ),
  },
  {
    name: `hold and capture in the process, ${CLIENTS} at once, 1,000 accounts`,
    unit: 'pairs',
    run: (stage, seconds) => measureCalls(stage, { clients: CLIENTS, seconds }, (tally) => pair(stage, tally)),
  },
]

export const FEW = reads('balance after few charges', (stage) => balance(stage, stage.few.id))
export const MANY = reads('balance after many charges', (stage) => balance(stage, stage.many.id))
const QUOTE = reads('quote after few charges', (stage) => quote(stage, stage.few.id))

/** In the order in which each round runs them. */
export const MEASUREMENTS: readonly Measurement[] = [...BATCHES, ...SINGLES, ...HOLDS, FEW, MANY, QUOTE]

/** Single events, also for looking at what one flush does. */
export function singles(stage: Stage, seconds: number, accounts: readonly string[]) {
  return measureHttp(
    stage,
    { clients: CLIENTS, events: 1, seconds },
    single(stage, () => anyOf(accounts)),
  )
}

function reads(name: string, errand: (stage: Stage) => ReturnType<typeof balance>): Measurement {
  const run = (stage: Stage, seconds: number) =>
    measureHttp(stage, { clients: READERS, events: 1, seconds }, errand(stage))
  return { name, unit: 'reads', run }
}

/** The same without HTTP: so many callers within this process. */
function measureCalls(
  stage: Stage,
  { clients, seconds }: { clients: number; seconds: number },
  call: (tally: Tally) => Promise<void>,
) {
  return measured(stage, async (tally) => {
    const until = performance.now() + seconds * 1000
    const work = async () => {
      while (performance.now() < until) await call(tally)
    }
    await Promise.all(Array.from({ length: clients }, work))
  })
}

async function pair({ accounts, house }: Stage, tally: Tally): Promise<void> {
  const { id, account, action, quantities, occurredAt } = wireEvent(anyOf(accounts))
  const key = keyCaller(account)
  const startedAt = performance.now()
  const { hold } = await openHold(key, { id, action, quantities }, house)
  await captureHold(key, { id: hold.id, quantities, occurredAt }, house)
  tally.latencies.push(performance.now() - startedAt)
  tally.count++
}
