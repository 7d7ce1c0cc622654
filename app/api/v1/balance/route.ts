import { balanceToWire } from '@/lib/domain/ledger/wire'
import { getBalance } from '@/lib/usecases/ledger/get-balance'
import { apiRoute, reading } from '@/lib/web/api-route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ GET: reading(getBalance, balanceToWire) })
