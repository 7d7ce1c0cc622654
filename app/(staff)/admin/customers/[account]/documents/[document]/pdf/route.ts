import { answerStaffDocument } from '@/lib/web/documents'

export async function GET(
  request: Request,
  { params }: RouteContext<'/admin/customers/[account]/documents/[document]/pdf'>,
): Promise<Response> {
  return answerStaffDocument(request, await params)
}
