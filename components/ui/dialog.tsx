'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useId, useRef } from 'react'
import { Button, type ButtonVariant } from './button'

interface DialogProps {
  /** Words of the button that opens it. */
  trigger: ReactNode
  triggerVariant?: ButtonVariant
  /** A verb and its object: "Revoke the key prod-web". */
  title: ReactNode
  /** The consequences, and the form that does it. */
  children: ReactNode
}

/** A question before something that cannot be undone. The browser's own dialog: Escape closes it, the focus starts on Cancel and returns to the button. */
export function ConfirmDialog({ trigger, triggerVariant = 'secondary', title, children }: DialogProps) {
  const t = useTranslations('ui')
  const dialog = useRef<HTMLDialogElement>(null)
  const cancel = useRef<HTMLButtonElement>(null)
  const titleId = useId()
  const open = () => {
    dialog.current?.showModal()
    cancel.current?.focus()
  }
  return (
    <>
      <Button variant={triggerVariant} onClick={open}>
        {trigger}
      </Button>
      <dialog
        ref={dialog}
        aria-labelledby={titleId}
        className="m-auto w-[min(34rem,calc(100vw-2rem))] rounded-large border border-hairline bg-surface p-5 text-ink shadow-overlay backdrop:bg-[rgb(0_0_0/0.5)]"
      >
        <h2 id={titleId} className="text-heading font-bold">
          {title}
        </h2>
        <div className="mt-3 grid gap-4">{children}</div>
        <form method="dialog" className="mt-4">
          <Button ref={cancel} type="submit" variant="quiet">
            {t('cancel')}
          </Button>
        </form>
      </dialog>
    </>
  )
}
