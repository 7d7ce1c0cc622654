import { config } from '@/lib/config'
import type { HomeView } from '@/lib/domain/forecast/views'

const SAMPLE_UNITS = 100

/** The command that reports a first use, to be pasted into a shell once the key is set in it; null while nothing has a price. */
export function firstCallCommand({ sampleCall }: HomeView): string | null {
  if (!sampleCall) return null
  const quantities = Object.fromEntries(sampleCall.quantityClasses.map((name) => [name, SAMPLE_UNITS]))
  const event = { id: 'first-call-SECONDS', action: sampleCall.actionKey, quantities, occurredAt: 'NOW' }
  const body = JSON.stringify(event)
    .replaceAll('"', '\\"')
    .replace('SECONDS', '$(date +%s)')
    .replace('NOW', '$(date -u +%Y-%m-%dT%H:%M:%SZ)')
  return [
    `curl ${config().NEXTAUTH_URL}/api/v1/usage \\`,
    '  -H "Authorization: Bearer $COMPTOIR_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d "${body}"`,
  ].join('\n')
}
