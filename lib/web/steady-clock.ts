import 'server-only'
import { Refusal } from '@/lib/domain/refusals'
import { log } from '@/lib/log'
import { checkClock } from './clock-check'

const CHECK_EVERY_MILLIS = 10_000

let [isSteady, isChecking, checkedAtMillis] = [true, false, 0]

/** Refuses when this machine's clock was more than 5 s from the database's at the last look. Looks again in the background, every 10 s at most. */
export function requireSteadyClock(): void {
  if (!isChecking && Date.now() - checkedAtMillis > CHECK_EVERY_MILLIS) void look()
  if (isSteady) return
  throw new Refusal('unavailable', {
    detail:
      "The server's clock is more than 5 seconds from the database's, so no usage is taken. Send the same request again later.",
    retryAfterSeconds: 10,
  })
}

async function look(): Promise<void> {
  isChecking = true
  try {
    isSteady = (await checkClock('clock-watch')).isSteady
  } catch (error) {
    // The ledger itself refuses when the database is away; here only its clock counts.
    log().warn({ err: error }, "The database's clock could not be read.")
  } finally {
    checkedAtMillis = Date.now()
    isChecking = false
  }
}
