import { apiRoute } from '@/lib/web/api-route'
import { health } from '@/lib/web/health'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ GET: health })
