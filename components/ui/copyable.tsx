'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from './button'
import { Icon } from './icon'

interface CopyableProps {
  text: string
  /** What it is, for the button's name: "Copy the command". */
  label: string
  /** Several lines keep their breaks and wrap where they must. */
  multiline?: boolean
}

/** Code to be copied. Without JavaScript it can be selected as a whole. */
export function Copyable({ text, label, multiline = false }: CopyableProps) {
  const t = useTranslations('ui')
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 3000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <div className="grid gap-2 rounded-large border border-hairline bg-sunken p-3">
      <code className={`block font-mono text-small select-all wrap-anywhere ${multiline ? 'whitespace-pre-wrap' : ''}`}>
        {text}
      </code>
      <div className="flex items-center gap-3">
        <Button variant="secondary" onClick={copy}>
          <Icon name="copy" />
          {label}
        </Button>
        <span role="status" className="text-small text-ok">
          {copied && t('copied')}
        </span>
      </div>
    </div>
  )
}
