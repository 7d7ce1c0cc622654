import { quoteRoute } from '@/lib/web/api/quote'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = quoteRoute
