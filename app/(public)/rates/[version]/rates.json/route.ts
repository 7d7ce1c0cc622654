import { answerRatesFile } from '@/lib/web/rates'

export async function GET(_: Request, { params }: RouteContext<'/rates/[version]/rates.json'>): Promise<Response> {
  return answerRatesFile((await params).version)
}
