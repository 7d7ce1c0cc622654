'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef } from 'react'

export interface FieldError {
  /** The id of the control at fault; left out when the whole form is. */
  field?: string
  message: ReactNode
}

/** Stands at the top of a form that was refused, takes the focus, and links to each field at fault. */
export function ErrorSummary({ errors }: { errors: readonly FieldError[] }) {
  const t = useTranslations('ui')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (errors.length > 0) box.current?.focus()
  }, [errors])
  if (errors.length === 0) return null
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      aria-labelledby="error-summary"
      className="rounded-large border-2 border-danger bg-surface p-4"
    >
      <h2 id="error-summary" className="text-lead font-bold">
        {t('problem')}
      </h2>
      <ul className="mt-2 grid gap-1">
        {errors.map(({ field, message }) => (
          <li key={`${field}`}>
            {field === undefined ? (
              <span className="font-medium text-danger">{message}</span>
            ) : (
              <a href={`#${field}`} className="font-medium text-danger underline">
                {message}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
