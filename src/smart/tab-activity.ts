import { tabKey } from './tab-storage.ts'

const key = tabKey('active')

/** Records when somebody was last seen at work in this tab (epoch milliseconds). The next launch forgets it. */
export function writeActivity(storage: Storage, instant: number): void {
  storage.setItem(key, String(instant))
}

/** Whether nobody has been seen in this tab for so many minutes, or ever. With 0 minutes, the answer is always no. */
export function isDeserted(storage: Storage, idleMinutes: number, now: number): boolean {
  const seenInstant = Number(storage.getItem(key))
  return idleMinutes > 0 && now - seenInstant >= idleMinutes * 60_000
}
