import type { FormAction } from '@/lib/domain/form-state'

/** What can be done on the page. */
export interface TopUpActions {
  switchOn: FormAction<string>
  turnOn: FormAction<string>
  turnOff: (form: FormData) => Promise<void>
  saveCard: FormAction<string>
  keepBilling: FormAction<string>
}
