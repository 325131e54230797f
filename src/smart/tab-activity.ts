import { tabKey } from './tab-storage.ts'

const key = tabKey('active')

/** Keeps when somebody was last seen at work in this tab; epoch milliseconds. The next launch forgets it. */
export function writeActivity(storage: Storage, instant: number): void {
  storage.setItem(key, String(instant))
}

/** Whether nobody has been seen in this tab for so many minutes, or ever; 0 minutes never pass. */
export function isDeserted(storage: Storage, idleMinutes: number, now: number): boolean {
  const seenInstant = Number(storage.getItem(key))
  return idleMinutes > 0 && now - seenInstant >= idleMinutes * 60_000
}
