import { launchRecordKey, readLaunch } from './launch-record.ts'

/**
 * Calls `listener` once this tab belongs to a launch other than `id`, or at once if it does already. Frames of one tab share its
 * storage, and the back button restores whole pages: such a page must not go on with a patient that the tab has left.
 */
export function whenTabMovesOn(storage: Storage, id: string, listener: () => void): void {
  const check = () => {
    if (readLaunch(storage)?.id === id) return
    removeEventListener('storage', onStorage)
    removeEventListener('pageshow', onPageShow)
    listener()
  }
  const onStorage = ({ storageArea, key }: StorageEvent) => {
    if (storageArea === storage && (key === launchRecordKey || key === null)) check()
  }
  const onPageShow = ({ persisted }: PageTransitionEvent) => {
    if (persisted) check()
  }
  addEventListener('storage', onStorage)
  addEventListener('pageshow', onPageShow)
  // The other launch may have begun while this one was still waiting for a server.
  check()
}
