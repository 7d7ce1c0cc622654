'use client'

import { useActionState } from 'react'
import { FormBody, type FormBodyProps } from '@/components/forms/form-body'
import { Copyable } from '@/components/ui/copyable'
import { Notice } from '@/components/ui/notice'
import { type FormAction, type FormState, UNSENT } from '@/lib/domain/form-state'

/** What is shown once, after the key was made. */
export interface MadeKey {
  title: string
  key: string
  /** The command that reports a first event with this very key; null when the key may not, or nothing has a price. */
  command: string | null
}

export interface MadeKeyWords {
  body: string
  copyKey: string
  command: string
  commandHint: string
  copyCommand: string
}

interface NewKeyFormProps extends FormBodyProps {
  action: FormAction<MadeKey>
  words: MadeKeyWords
}

/** Makes a key and shows it, this once, with a command that is ready to be sent. */
export function NewKeyForm({ action, words, ...body }: NewKeyFormProps) {
  const [state, send] = useActionState<FormState<MadeKey>, FormData>(action, UNSENT)
  return (
    <div className="grid gap-5">
      {state.result !== null && <Made key={state.answers} made={state.result} words={words} />}
      <form action={send} noValidate className="grid max-w-[32rem] gap-4">
        <FormBody state={state} {...body} />
      </form>
    </div>
  )
}

function Made({ made, words }: { made: MadeKey; words: MadeKeyWords }) {
  return (
    <div className="grid gap-4">
      <Notice tone="ok" role="status" title={made.title}>
        {words.body}
      </Notice>
      <Copyable text={made.key} label={words.copyKey} />
      {made.command !== null && (
        <div className="grid gap-2">
          <h3 className="font-bold">{words.command}</h3>
          <Copyable text={made.command} label={words.copyCommand} multiline />
          <p className="text-small text-ink-3">{words.commandHint}</p>
        </div>
      )}
    </div>
  )
}
