import { answerDocument } from '@/lib/web/documents'

export async function GET(
  request: Request,
  { params }: RouteContext<'/a/[account]/documents/[document]/pdf'>,
): Promise<Response> {
  return answerDocument(request, await params)
}
