import ContentCopy from '@mui/icons-material/ContentCopy'
import Done from '@mui/icons-material/Done'
import Button from '@mui/material/Button'
import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import { VisuallyHidden } from './visually-hidden.tsx'

interface CopyButtonProps {
  /** The button's name: "Copy summary". */
  readonly label: string
  /** The text, or a function that makes it at the moment of copying. */
  readonly text: string | (() => Promise<string>)
}

/** Copies a text to the clipboard and says whether that worked: the browser, or a frame around the app, may forbid it. */
export function CopyButton({ label, text }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle')
  async function copy() {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : await text())
      setState('copied')
    } catch {
      setState('refused')
    }
  }
  return (
    <>
      <Button startIcon={state === 'copied' ? <Done /> : <ContentCopy />} onClick={() => void copy()}>{label}</Button>
      <VisuallyHidden role="status">{state === 'copied' && <Trans>Copied</Trans>}</VisuallyHidden>
      {state === 'refused' && (
        <span role="alert"><Trans>The browser doesn’t let us copy. Select the text and copy it by hand.</Trans></span>
      )}
    </>
  )
}
