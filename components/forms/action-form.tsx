'use client'

import { useActionState } from 'react'
import { Notice } from '@/components/ui/notice'
import { type FormAction, type FormState, UNSENT } from '@/lib/domain/form-state'
import { FormBody, type FormBodyProps } from './form-body'

interface ActionFormProps extends FormBodyProps {
  action: FormAction<string>
  /** What to say when it was done and the page stays, by what the action answers. */
  said?: Readonly<Record<string, string>>
}

/** A form that is sent to a server action, with and without JavaScript. Whatever is in it can be sent: the server says what is wrong. */
export function ActionForm({ action, said = {}, ...body }: ActionFormProps) {
  const [state, send] = useActionState<FormState<string>, FormData>(action, UNSENT)
  const words = state.result === null ? undefined : said[state.result]
  return (
    <form action={send} noValidate className="grid gap-4">
      {words !== undefined && (
        <Notice key={state.answers} tone="ok" role="status">
          {words}
        </Notice>
      )}
      <FormBody state={state} {...body} />
    </form>
  )
}
