import type { Forecast } from './model'

/** A forecast as it is kept: amounts and instants are whole numbers that JSON cannot hold, so each stands in an object of its own. */
export function forecastToJson(forecast: Forecast): string {
  return JSON.stringify(forecast, (_, value: unknown) => (typeof value === 'bigint' ? { whole: `${value}` } : value))
}

/** Reads what `forecastToJson` wrote. */
export function forecastFromJson(json: string): Forecast {
  return JSON.parse(json, (_, value: unknown) => (isWhole(value) ? BigInt(value.whole) : value)) as Forecast
}

function isWhole(value: unknown): value is { whole: string } {
  return typeof value === 'object' && value !== null && 'whole' in value
}
