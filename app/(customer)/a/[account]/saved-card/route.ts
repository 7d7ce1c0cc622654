import { returnFromCard } from '@/lib/web/saved-card'

/** Where the provider's page leads back to once a card is saved there. */
export async function GET(request: Request, { params }: RouteContext<'/a/[account]/saved-card'>): Promise<Response> {
  return returnFromCard((await params).account, new URL(request.url).searchParams)
}
