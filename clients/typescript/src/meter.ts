import { type Around, type BegunWork, beginHeld, beginPlaced, type MeteredUsage, type Took } from './begun-work.js'
import type { Client } from './client.js'
import { sleep } from './deadline.js'
import { Unmetered, Unreachable } from './errors.js'
import type { HeldWork } from './held-work.js'
import { nameHold } from './naming.js'
import type { CallOptions } from './options.js'
import type { Queue } from './queue.js'
import type { Estimate, HoldRequest } from './requests.js'

export interface MeterOptions<T> extends Omit<HoldRequest, keyof Estimate> {
  /** What the work will take at most. Without it the hold takes what the account's work of this kind usually does. */
  readonly estimate?: Estimate
  /** What it took, from its result; null for nothing. It is captured with mode `report`, the work being done, unless it says otherwise. */
  readonly actual: (result: T) => Took | null | Promise<Took | null>
  /** Lets work begin within its risk budget while Comptoir is away, and keeps what cannot be captured. */
  readonly queue?: Queue
  /** What the work may cost, by your own estimate. Needed with a queue, unless the estimate is in tokens. */
  readonly tokensAtRisk?: string
  /** For each call to Comptoir. The signal ends the hold and the wait before the work; what is done is captured all the same. */
  readonly call?: CallOptions
}

/** The work's own result, and what became of its usage; null when it took nothing. */
export interface Metered<T> {
  readonly result: T
  readonly usage: MeteredUsage | null
}

/**
 * Holds tokens, does the work, and captures what it took; gives them back when the work throws. Before the work it waits as a slow quota
 * asks. When the hold has expired meanwhile, the work is reported under the same name. Throws before the work: Refused, Unreachable, and
 * with a queue RiskBudgetSpent; then what the work throws; after it Unmetered, when its usage is not known or not kept.
 */
export async function meter<T>(
  client: Client,
  options: MeterOptions<T>,
  work: (held: HeldWork | null) => Promise<T>,
): Promise<Metered<T>> {
  const { signal } = options.call ?? {}
  const begun = await begin(client, options)
  const { held } = begun
  let result: T
  try {
    await sleep((held?.delaySeconds ?? 0) * 1000, signal)
    result = await work(held)
  } catch (error) {
    await begun.giveUp()
    throw error
  }
  const took = await Promise.resolve(result)
    .then(options.actual)
    .catch((cause: unknown) => {
      begun.leave()
      const message = 'The work was done, and what it took could not be told from its result.'
      throw new Unmetered(message, result, held?.hold ?? null, null, null, cause)
    })
  if (took === null) {
    await begun.giveUp()
    return { result, usage: null }
  }
  const message = 'The work was done, and its usage is neither recorded nor kept.'
  const usage = await begun.settle(
    took,
    (event, capture, cause) => new Unmetered(message, result, held?.hold ?? null, event, capture, cause),
  )
  return { result, usage }
}

/** Has tokens held for the work; with a queue, within its risk budget, lets it begin without while Comptoir is away. */
async function begin<T>(client: Client, options: MeterOptions<T>): Promise<BegunWork> {
  const { estimate, actual: _, queue, tokensAtRisk = estimate?.tokens ?? '', call = {}, ...named } = options
  if (queue && tokensAtRisk === '') throw new TypeError('With a queue, say tokensAtRisk: what the work may cost.')
  const request = nameHold({ ...named, ...estimate }, client.account)
  const around: Around = { client, queue, request, tokensAtRisk, call: { ...call, signal: undefined } }
  if (queue?.mayGoAhead(tokensAtRisk)) return beginPlaced(queue.admit(tokensAtRisk, null), false, around)
  const hold = () => client.hold(request, call)
  try {
    return beginHeld(queue ? await queue.attempt(hold) : await hold(), around)
  } catch (error) {
    if (!queue || !(error instanceof Unreachable)) throw error
    return beginPlaced(queue.admit(tokensAtRisk, error), true, around)
  }
}
