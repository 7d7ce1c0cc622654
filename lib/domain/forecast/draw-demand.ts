import { DAY, HOUR, type Instant } from '../instants'
import type { DemandPaths, UsageClass, UsageHistory } from './model'

export const SPREADS: Readonly<Record<UsageClass, number>> = { regular: 0.9, bursty: 1.1, young: 1.55 }

export interface DrawOptions {
  readonly now: Instant
  readonly until: Instant
  readonly zone: string
  readonly seed: string
  readonly paths?: number
  readonly spreads?: Readonly<Record<UsageClass, number>>
}

/** Futures made of whole past days, drawn at random. */
export function drawDemand(
  { values, stepSeconds }: UsageHistory,
  { now, until, seed, paths = 200 }: DrawOptions,
): { demand: DemandPaths; usageClass: UsageClass } {
  const perDay = 86400 / stepSeconds
  const days = Math.max(1, Math.floor(values.length / perDay))
  const block = (day: number) => values.slice(values.length - (day + 1) * perDay, values.length - day * perDay)
  const edges: Instant[] = []
  for (let at = now; at < until; at += at < now + 3n * DAY ? HOUR : DAY) edges.push(at)
  edges.push(until)
  let state = [...seed].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7)
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const path = () => {
    const steps = new Float64Array(edges.length - 1)
    let today = block(0)
    for (let i = 0; i < steps.length; i++) {
      if (i % 24 === 0 || i >= 72) today = block(Math.floor(random() * days))
      steps[i] = i < 72 && perDay === 24 ? (today[i % 24] ?? 0) : today.reduce((a, b) => a + b, 0) / (i < 72 ? 24 : 1)
    }
    return steps
  }
  return {
    demand: { edges, paths: Array.from({ length: paths }, path) },
    usageClass: days < 14 ? 'young' : 'regular',
  }
}
