import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Chance } from '@/lib/domain/forecast/chance'

/** Real use over time, a value a step, and the set it belongs to. */
export interface Series {
  readonly set: string
  readonly id: string
  readonly stepSeconds: 3600 | 86400
  readonly values: readonly number[]
}

/** Sets whose names begin so are clients of language models. */
export const MODEL_CLIENTS = 'servegen'

/** The series of a folder, a file a set; null when there is no such folder. */
export function readSeries(folder: string): Series[] | null {
  if (!existsSync(folder)) return null
  return readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .sort()
    .flatMap((name) =>
      readFileSync(path.join(folder, name), 'utf8')
        .split('\n')
        .flatMap((line) => parseSeries(path.basename(name, '.csv'), line) ?? []),
    )
}

/** A line `id,step_seconds,start,values`; null for any other, such as a heading. */
export function parseSeries(set: string, line: string): Series | null {
  const [id, step, , values] = line.trim().split(',')
  const stepSeconds = step === '3600' ? 3600 : step === '86400' ? 86400 : null
  if (!id || !values || stepSeconds === null) return null
  return { set, id, stepSeconds, values: values.split(' ').map(Number) }
}

const SHAPES = [
  { set: 'servegen_steady', count: 40, days: 14, stepSeconds: 3600, noise: 0.4, active: 1, drift: 0.05 },
  { set: 'servegen_bursty', count: 40, days: 14, stepSeconds: 3600, noise: 1.6, active: 0.4, drift: 0.1 },
  { set: 'mentions', count: 5, days: 62, stepSeconds: 3600, noise: 0.5, active: 1, drift: 0.06 },
  { set: 'passengers', count: 1, days: 210, stepSeconds: 3600, noise: 0.1, active: 1, drift: 0.01 },
  { set: 'views', count: 1, days: 2900, stepSeconds: 86400, noise: 0.35, active: 1, drift: 0.04 },
] as const

/** Made-up series of the shapes of the real ones, for where these are absent: they show that the judge runs, and prove nothing. */
export function generateSeries(): Series[] {
  return SHAPES.flatMap((shape) =>
    Array.from({ length: shape.count }, (_, i) => generateOne(shape, new Chance(`${shape.set} ${i}`), i)),
  )
}

function generateOne(shape: (typeof SHAPES)[number], chance: Chance, i: number): Series {
  const { set, days, stepSeconds, noise, active, drift } = shape
  const perDay = 86400 / stepSeconds
  const values: number[] = []
  let level = Math.log(1000 + 100_000 * chance.next())
  for (let day = 0; day < days; day++) {
    level += drift * chance.normal()
    const weekday = day % 7 < 5 ? 1 : 0.6
    for (let step = 0; step < perDay; step++) {
      const hour = perDay === 1 ? 1 : 1 + 0.7 * Math.sin((2 * Math.PI * (step - 9)) / 24)
      const isActive = chance.next() < active
      values.push(isActive ? Math.round(Math.exp(level + noise * chance.normal()) * weekday * hour) : 0)
    }
  }
  return { set, id: `${set}-${i}`, stepSeconds, values }
}
