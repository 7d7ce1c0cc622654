import { captureRoute } from '@/lib/web/api/holds'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = captureRoute
