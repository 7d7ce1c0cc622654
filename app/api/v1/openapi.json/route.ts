import { apiRoute } from '@/lib/web/api-route'
import { openApiDocument } from '@/lib/web/openapi'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: async () => ({ body: openApiDocument() }),
})
