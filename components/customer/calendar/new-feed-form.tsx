'use client'

import { useActionState } from 'react'
import { FormBody, type FormBodyProps } from '@/components/forms/form-body'
import { Copyable } from '@/components/ui/copyable'
import { Notice } from '@/components/ui/notice'
import { type FormAction, type FormState, UNSENT } from '@/lib/domain/form-state'

interface NewFeedFormProps extends FormBodyProps {
  action: FormAction<string>
  words: { title: string; body: string; copy: string }
}

/** Makes a private address and shows it, this once. */
export function NewFeedForm({ action, words, ...body }: NewFeedFormProps) {
  const [state, send] = useActionState<FormState<string>, FormData>(action, UNSENT)
  return (
    <div className="grid gap-3">
      {state.result !== null && (
        <div key={state.answers} className="grid gap-3">
          <Notice tone="ok" role="status" title={words.title}>
            {words.body}
          </Notice>
          <Copyable text={state.result} label={words.copy} />
        </div>
      )}
      <form action={send} noValidate className="grid gap-3">
        <FormBody state={state} {...body} />
      </form>
    </div>
  )
}
