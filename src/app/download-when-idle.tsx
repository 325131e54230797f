import { useEffect } from 'react'
import { downloadScreens } from './screens.ts'
import { useFirstScreenDone } from '../queries/use-first-screen-done.ts'

/** Downloads what is used next once the first screen is complete. Shows nothing. */
export function DownloadWhenIdle() {
  const isFirstScreenDone = useFirstScreenDone()
  useEffect(() => {
    if (isFirstScreenDone) void downloadScreens()
  }, [isFirstScreenDone])
  return null
}
