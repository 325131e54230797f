import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { ErrorScreen } from '../../ui/error-screen.tsx'
import { isOutdated } from '../errors/failed-imports.ts'

/** How long the notice is shown before the reload, to be read (milliseconds). */
const readingMs = 2_000

/** Shown when a part of the app could not be downloaded. If there is a newer version, loads it; else it may be the network. */
export function MissingPart() {
  const { t } = useLingui()
  const [outdated, setOutdated] = useState<boolean>()
  useEffect(() => void isOutdated().then(setOutdated), [])
  useEffect(() => {
    if (!outdated) return
    const timer = setTimeout(() => location.reload(), readingMs)
    return () => clearTimeout(timer)
  }, [outdated])

  const reload = (
    <Button variant="contained" onClick={() => location.reload()}>
      <Trans>Reload</Trans>
    </Button>
  )
  if (outdated) {
    return (
      <ErrorScreen heading={t`Slotline was updated`} actions={reload}>
        <Trans>The new version is being loaded; you go on where you were. What you typed is kept.</Trans>
      </ErrorScreen>
    )
  }
  return (
    <ErrorScreen
      heading={t`A part of Slotline could not be loaded`}
      steps={[t`Check the network connection, then reload the page.`, t`If it happens again, tell your IT department.`]}
      actions={reload}
    >
      <Trans>What was sent before this may have been done: a reload shows its outcome. What you typed is kept.</Trans>
    </ErrorScreen>
  )
}
