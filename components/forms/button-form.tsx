import type { ReactNode } from 'react'
import type { ButtonVariant } from '@/components/ui/button'
import { SubmitButton } from '@/components/ui/submit-button'

interface ButtonFormProps {
  action: (form: FormData) => Promise<void>
  /** Sent along, not shown. */
  hidden?: Readonly<Record<string, string>>
  variant?: ButtonVariant
  children: ReactNode
}

/** One button that does one thing, with and without JavaScript. */
export function ButtonForm({ action, hidden = {}, variant = 'secondary', children }: ButtonFormProps) {
  return (
    <form action={action}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton variant={variant}>{children}</SubmitButton>
    </form>
  )
}
