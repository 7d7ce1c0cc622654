import { balanceToWire } from '@/lib/domain/ledger/wire'
import { getBalance } from '@/lib/usecases/ledger/get-balance'
import { apiRoute, reading } from '../api-route'

export const balanceRoute = apiRoute({ GET: reading(getBalance, balanceToWire) })
