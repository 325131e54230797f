import { useIsFetching } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

/** After so many milliseconds without a question to a server, nothing of the first screen is on its way any more. */
const quietMs = 1_000
/** After so many milliseconds, a slow server no longer holds up what comes next. */
const patienceMs = 5_000

/** Whether the first screen is complete, so that what comes next delays nothing of it. Once true, it stays so. */
export function useFirstScreenDone(): boolean {
  const isBusy = useIsFetching() > 0
  const [isDone, setIsDone] = useState(false)
  useEffect(() => {
    if (isBusy) return
    const timer = setTimeout(() => setIsDone(true), quietMs)
    return () => clearTimeout(timer)
  }, [isBusy])
  useEffect(() => {
    const timer = setTimeout(() => setIsDone(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  return isDone
}
