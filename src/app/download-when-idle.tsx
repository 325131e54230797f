import { useIsFetching } from '@tanstack/react-query'
import { useEffect } from 'react'
import { downloadScreens } from './screens.ts'

/** Milliseconds without a question to a server after which nothing of the first screen is on its way any more. */
const quiet = 1_000

/** Downloads what is used next once the first screen is complete: nothing may delay that. Shows nothing. */
export function DownloadWhenIdle() {
  const isBusy = useIsFetching() > 0
  useEffect(() => {
    if (isBusy) return
    const timer = setTimeout(downloadScreens, quiet)
    return () => clearTimeout(timer)
  }, [isBusy])
  return null
}
