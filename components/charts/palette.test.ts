import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** The guarantee: nobody has to guess a word or a series for want of contrast, in either theme, whatever colours they see. */

type Rgb = readonly [number, number, number]
const THEMES = ['light', 'dark'] as const

const css = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8')
const roles = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name = '', light = '', dark = '']) => [
    name,
    { light: rgb(light), dark: rgb(dark) },
  ]),
)

function rgb(hex: string): Rgb {
  const channel = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255
  return [channel(1), channel(3), channel(5)]
}

function role(name: string, theme: (typeof THEMES)[number]): Rgb {
  const found = roles.get(name)
  if (!found) throw new Error(`There is no colour role ${name}.`)
  return found[theme]
}

const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const gamma = (value: number) => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055)

function contrast(a: Rgb, b: Rgb): number {
  const light = ([r, g, blue]: Rgb) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(blue)
  const [high = 0, low = 0] = [light(a), light(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

/** Machado, Oliveira and Fernandes 2009, full severity. */
const SIGHTS: Record<string, readonly Rgb[]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

function seen(colour: Rgb, sight: readonly Rgb[]): Rgb {
  const [r, g, b] = colour.map(linear) as unknown as Rgb
  return sight.map(([x, y, z]) => gamma(Math.min(1, Math.max(0, x * r + y * g + z * b)))) as unknown as Rgb
}

function lab(colour: Rgb): Rgb {
  const [r, g, b] = colour.map(linear) as unknown as Rgb
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116)
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b)
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** CIEDE2000. */
function difference(one: Rgb, other: Rgb): number {
  const [l1, a1, b1] = lab(one)
  const [l2, a2, b2] = lab(other)
  const degrees = (radians: number) => (radians * 180) / Math.PI
  const cosine = (angle: number) => Math.cos((angle * Math.PI) / 180)
  const meanC = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2
  const g = 0.5 * (1 - Math.sqrt(meanC ** 7 / (meanC ** 7 + 25 ** 7)))
  const [p1, p2] = [a1 * (1 + g), a2 * (1 + g)]
  const [c1, c2] = [Math.hypot(p1, b1), Math.hypot(p2, b2)]
  const hue = (b: number, p: number) => (b === 0 && p === 0 ? 0 : (degrees(Math.atan2(b, p)) + 360) % 360)
  const [h1, h2] = [hue(b1, p1), hue(b2, p2)]
  const turn = c1 * c2 === 0 ? 0 : ((h2 - h1 + 540) % 360) - 180
  const [dl, dc] = [l2 - l1, c2 - c1]
  const dh = 2 * Math.sqrt(c1 * c2) * Math.sin((turn * Math.PI) / 360)
  const [ml, mc] = [(l1 + l2) / 2, (c1 + c2) / 2]
  const mh = c1 * c2 === 0 ? h1 + h2 : (h1 + turn / 2 + 360) % 360
  const t = 1 - 0.17 * cosine(mh - 30) + 0.24 * cosine(2 * mh) + 0.32 * cosine(3 * mh + 6) - 0.2 * cosine(4 * mh - 63)
  const sl = 1 + (0.015 * (ml - 50) ** 2) / Math.sqrt(20 + (ml - 50) ** 2)
  const [sc, sh] = [1 + 0.045 * mc, 1 + 0.015 * mc * t]
  const rotation =
    -2 * Math.sqrt(mc ** 7 / (mc ** 7 + 25 ** 7)) * Math.sin((Math.PI / 3) * Math.exp(-(((mh - 275) / 25) ** 2)))
  return Math.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rotation * (dc / sc) * (dh / sh))
}

describe.each(THEMES)('colours of the %s theme', (theme) => {
  const grounds = ['page', 'surface', 'sunken']
  const texts = ['ink', 'ink-2', 'ink-3', 'accent', 'accent-hover', 'ok', 'warn', 'danger', 'info']

  it.each(texts.flatMap((text) => grounds.map((ground) => [text, ground])))('%s reads on %s', (text, ground) => {
    expect(contrast(role(text, theme), role(ground, theme))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['accent', 'ok', 'warn', 'danger', 'info'])('%s reads on its own soft ground', (text) => {
    expect(contrast(role(text, theme), role(`${text}-soft`, theme))).toBeGreaterThanOrEqual(4.5)
  })

  it('the label of a filled button reads', () => {
    for (const fill of ['accent', 'accent-hover']) {
      expect(contrast(role('on-accent', theme), role(fill, theme))).toBeGreaterThanOrEqual(4.5)
    }
  })

  it.each(['control', 'focus'].flatMap((line) => grounds.map((ground) => [line, ground])))(
    '%s is seen on %s',
    (line, ground) => {
      expect(contrast(role(line, theme), role(ground, theme))).toBeGreaterThanOrEqual(3)
    },
  )

  it.each(Object.keys(SIGHTS))('any two pigments differ with %s sight', (sight) => {
    const pigments = [1, 2, 3, 4, 5, 6].map((number) => seen(role(`pigment-${number}`, theme), SIGHTS[sight] ?? []))
    const pairs = pigments.flatMap((one, i) => pigments.slice(i + 1).map((other) => difference(one, other)))
    expect(Math.min(...pairs)).toBeGreaterThanOrEqual(15)
  })

  it.each([1, 2, 3, 4, 5, 6])('pigment %s is seen on its surface', (number) => {
    expect(contrast(role(`pigment-${number}`, theme), role('surface', theme))).toBeGreaterThanOrEqual(3)
  })
})
