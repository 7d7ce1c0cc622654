'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useFormStatus } from 'react-dom'
import { Button, type ButtonVariant } from './button'

interface SubmitButtonProps {
  children: ReactNode
  variant?: ButtonVariant
  name?: string
  value?: string
  className?: string
}

/** Disabled only while the form is on its way, never because of what is in it. */
export function SubmitButton({ children, variant, name, value, className }: SubmitButtonProps) {
  const { pending } = useFormStatus()
  const t = useTranslations('ui')
  return (
    <Button type="submit" variant={variant} name={name} value={value} className={className} disabled={pending}>
      {children}
      {pending && <span role="status">{t('sending')}</span>}
    </Button>
  )
}
