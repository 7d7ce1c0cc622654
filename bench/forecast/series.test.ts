import { expect, it } from 'vitest'
import { drawCases } from './cases'
import { generateSeries, parseSeries, readSeries } from './series'

it('a line is a series, and a heading is none', () => {
  expect(parseSeries('set', 'a,3600,2024-01-01T00:00Z,1 2 3')).toEqual({
    set: 'set',
    id: 'a',
    stepSeconds: 3600,
    values: [1, 2, 3],
  })
  expect(parseSeries('set', 'id,step_seconds,start,values')).toBeNull()
  expect(parseSeries('set', '')).toBeNull()
})

it('a folder that is absent is said to be', () => {
  expect(readSeries('/nowhere/at/all')).toBeNull()
})

it('made-up series are of the shapes of the real ones, and always the same', () => {
  const series = generateSeries()
  expect(generateSeries()).toEqual(series)
  expect(new Set(series.map(({ stepSeconds }) => stepSeconds))).toEqual(new Set([3600, 86400]))
  expect(series.every(({ values }) => values.every((value) => value >= 0))).toBe(true)
})

it('cases know the past alone: what comes afterwards changes nothing of what is asked', () => {
  const [series] = generateSeries()
  if (!series) throw new Error('No series.')
  const cases = drawCases([series], 1)
  expect(drawCases([series], 1)).toEqual(cases)
  for (const { request, future, limitDays } of cases) {
    const end = series.values.findIndex((_, i) => series.values.slice(i, i + future.length).join() === future.join())
    expect(series.values.slice(end - request.usage.length, end)).toEqual(request.usage)
    expect(limitDays).toBeCloseTo(future.length / 24)
  }
})
