import { z } from 'zod'
import { invalid } from './refusals'

/** Stripe takes at most eight digits. */
const AMOUNT_MAX = 99_999_999

export const text = z.string().min(1).max(5000)
export const whole = z
  .string()
  .regex(/^\d{1,12}$/)
  .pipe(z.coerce.number())
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true')
export const currency = z
  .string()
  .regex(/^[a-zA-Z]{3}$/)
  .toLowerCase()
/** Stripe's: at most 50 names of at most 40 characters. An empty value takes a name away. */
export const metadata = z
  .record(z.string().min(1).max(40), z.string().max(500))
  .refine((names) => Object.keys(names).length <= 50)
export const expand = z.array(z.string().max(200)).max(20)
/** The card is all that the sandbox has. */
export const cardOnly = z.array(z.literal('card')).max(1)

/** Of every list. */
export const PAGE = {
  limit: whole.pipe(z.number().min(1).max(100)).default(10),
  starting_after: text.optional(),
  ending_before: text.optional(),
  expand: expand.optional(),
}

/** Reads parameters with a strict schema, or refuses them in Stripe's words. */
export function readParameters<S extends z.ZodType>(schema: S, given: Record<string, unknown>): z.output<S> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  if (!issue) throw invalid('Invalid request.')
  if (issue.code === 'unrecognized_keys') {
    const param = nameOf([...issue.path, issue.keys[0] ?? ''])
    throw invalid(`Received unknown parameter: ${param}`, 'parameter_unknown', param)
  }
  const param = nameOf(issue.path)
  const value = valueAt(given, issue.path)
  if (value === undefined) throw invalid(`Missing required param: ${param}.`, 'parameter_missing', param)
  if (value === '') throw invalid(`You passed an empty string for '${param}'.`, 'parameter_invalid_empty', param)
  if (issue.code === 'invalid_format' && typeof value === 'string' && WHOLE_NAMES.test(param)) {
    throw invalid(`Invalid integer: ${value}`, 'parameter_invalid_integer', param)
  }
  throw invalid(`Invalid ${param}: ${typeof value === 'string' ? value : 'wrong type'}`, undefined, param)
}

const WHOLE_NAMES = /(amount|limit|expires_at|quantity|gte|lte|gt|lt|created)\]?$/

/** line_items[0][price_data] */
function nameOf(path: readonly PropertyKey[]): string {
  const [first = '', ...rest] = path.map(String)
  return first + rest.map((part) => `[${part}]`).join('')
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined,
    given,
  )
}

/** Refuses what Stripe would not charge. Its smallest charge is half a euro, dollar or franc; the sandbox takes that for all. */
export function requireChargeable(minor: number, param = 'amount'): void {
  if (minor < 50) throw invalid('Amount must be at least €0.50.', 'amount_too_small', param)
  if (minor > AMOUNT_MAX) throw invalid('Amount must be no more than €999,999.99.', 'amount_too_large', param)
}
