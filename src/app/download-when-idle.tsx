import { useEffect } from 'react'
import { downloadScreens } from './screens.ts'
import { useFirstScreenDone } from '../queries/use-first-screen-done.ts'

/** Downloads the parts that are used next, once the first screen is complete. Renders nothing. */
export function DownloadWhenIdle() {
  const isFirstScreenDone = useFirstScreenDone()
  useEffect(() => {
    if (isFirstScreenDone) void downloadScreens()
  }, [isFirstScreenDone])
  return null
}
