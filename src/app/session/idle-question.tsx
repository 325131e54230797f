import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { Notice } from '../../ui/notice.tsx'

interface IdleQuestionProps {
  readonly onStay: () => void
}

/** A plain form of the idle warning, shown while its dialog is being downloaded, or where it can't be. */
export function IdleQuestion({ onStay }: IdleQuestionProps) {
  const { t } = useLingui()
  // The focus returns to the element that had it, so that the user can go on typing.
  const [before] = useState(() => document.activeElement)
  useEffect(() => () => (before instanceof HTMLElement ? before.focus() : undefined), [before])
  return (
    <Box
      onKeyDown={({ key }) => key === 'Escape' && onStay()}
      sx={{ position: 'fixed', zIndex: 'modal', insetBlockStart: 8, insetInline: 8, maxWidth: 480, mx: 'auto', boxShadow: 8 }}
    >
      <Notice
        tone="warning"
        title={t`Are you still there?`}
        live="assertive"
        actions={
          <Button variant="contained" autoFocus onClick={onStay}>
            {t`Stay signed in`}
          </Button>
        }
      >
        <Trans>
          Nothing was done here for a while. Within a minute, the patient’s data will leave the screen and you will be signed out.
          What you typed is kept.
        </Trans>
      </Notice>
    </Box>
  )
}
