import { CreateServiceKeyInput } from '@/lib/domain/access/inputs'
import { makeApiKey } from '../access/make-api-key'
import { either, job, staff } from '../allow'
import { defineUsecase } from '../define'

/** Makes a key of the seller, which names the account in each request and may report usage for many. Shown in this answer only. */
export const createServiceKey = defineUsecase({
  name: 'oversight.create-service-key',
  input: CreateServiceKeyInput,
  allow: either(staff('admin'), job),
  run: (input, work) => makeApiKey(work, { ...input, accountId: null }),
})
