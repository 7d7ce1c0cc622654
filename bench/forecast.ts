// npm run bench:forecast: how good the forecast is on real series, against the run-rate of 7 days. With --markdown, tables to cite.
import { parseArgs } from 'node:util'
import { inProject } from '@/lib/boot/paths.mjs'
import { drawCases } from './forecast/cases'
import { judge, type Verdict } from './forecast/judge'
import { generateSeries, readSeries } from './forecast/series'
import { groupRows, markdownTable, methodRows, speedRows, targetRows } from './forecast/tables'
import { aligned } from './report'

const { values: asked } = parseArgs({
  options: {
    data: { type: 'string', default: inProject('../shared/data/forecast') },
    seeds: { type: 'string', default: '1,2,3' },
    /** Only the sets whose names have this in them. */
    only: { type: 'string', default: '' },
    markdown: { type: 'boolean', default: false },
  },
})

const say = (text: string) => process.stdout.write(`${text}\n`)
const found = readSeries(asked.data)
if (!found) {
  say(
    `No series in ${asked.data}: a folder of files with lines "id,step_seconds,start,values". Made-up ones show that the judge runs.`,
  )
}
const series = (found ?? generateSeries()).filter(({ set }) => set.includes(asked.only))
const seeds: Verdict[][] = []
for (const seed of asked.seeds.split(',')) {
  const cases = drawCases(series, Number(seed))
  seeds.push(cases.flatMap((one) => judge(one) ?? []))
  say(`Seed ${seed}: ${cases.length} cases, ${seeds.at(-1)?.length} of them to be judged.`)
}
const table = asked.markdown ? markdownTable : aligned
const verdicts = seeds.flat()
for (const rows of [targetRows(seeds), methodRows(verdicts), groupRows(verdicts), speedRows(verdicts)]) {
  say(`\n${table(rows)}`)
}
