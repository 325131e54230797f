import { onlineManager } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

/** A network returns for a whole building at once: each page waits for a random time up to this, in milliseconds. */
const spreadMs = 1_500

/** Reports that the connection is back a little later than the browser does, by chance, so that pages don't all ask the servers at once. */
export function spreadReturns(random: () => number = Math.random): void {
  onlineManager.setEventListener((setOnline) => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const heard = (isOnline: boolean) => {
      clearTimeout(timer)
      if (isOnline) timer = setTimeout(() => setOnline(true), random() * spreadMs)
      else setOnline(false)
    }
    const [back, gone] = [() => heard(true), () => heard(false)]
    addEventListener('online', back)
    addEventListener('offline', gone)
    return () => {
      clearTimeout(timer)
      removeEventListener('online', back)
      removeEventListener('offline', gone)
    }
  })
}

/** Calls `listener` when the connection has returned. */
export function onReturn(listener: () => void): () => void {
  return onlineManager.subscribe((isOnline) => {
    if (isOnline) listener()
  })
}

/** Whether the browser has a network, as far as it knows. */
export function useIsOnline(): boolean {
  return useSyncExternalStore(
    (onChange) => onlineManager.subscribe(onChange),
    () => onlineManager.isOnline(),
  )
}
