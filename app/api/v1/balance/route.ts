import { balanceRoute } from '@/lib/web/api/balance'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = balanceRoute
