/** Milliseconds until an instant of the server, by the server's own clock where it tells it (the Date field), else by ours. */
export function millisUntil(instant: string, serverDate: string | null): number | null {
  const at = Date.parse(instant)
  if (Number.isNaN(at)) return null
  const told = serverDate === null ? Number.NaN : Date.parse(serverDate)
  return Math.max(0, at - (Number.isNaN(told) ? Date.now() : told))
}

/** Milliseconds that a Retry-After field asks for: seconds, or a date; null when there is none that can be read. */
export function readRetryAfter(field: string | null, serverDate: string | null): number | null {
  const text = field?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  // Date.parse alone would take "-1" for a year.
  return /^[A-Za-z]+,? /.test(text) ? millisUntil(text, serverDate) : null
}
