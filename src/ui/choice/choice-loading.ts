import { startTransition, useEffect, useState } from 'react'
import type { renderListField } from '../list-field.tsx'
import { whenIdle } from '../when-idle.ts'

let loaded: typeof renderListField | undefined
const waiting = new Set<() => void>()

/** Downloads the list for choice fields; all of them are then rendered with it. Never rejects: the next use tries again. */
export async function loadListField(): Promise<void> {
  if (await isLoaded()) for (const take of [...waiting]) take()
}

/** The same, before the user reaches for a field. Renders one field per idle period: all of them in one frame would make a long one. */
export async function loadListFieldAhead(): Promise<void> {
  if (!(await isLoaded())) return
  for (const take of [...waiting]) {
    await whenIdle()
    take()
  }
}

async function isLoaded(): Promise<boolean> {
  try {
    loaded ??= (await import('../list-field.tsx')).renderListField
    return true
  } catch {
    return false
  }
}

/** The function that renders a field with its list; undefined until it is downloaded. */
export function useListField(): typeof renderListField | undefined {
  const [known, setKnown] = useState(() => loaded)
  useEffect(() => {
    if (known) return
    const take = () => startTransition(() => setKnown(() => loaded))
    // The download may have ended between the first render and this effect.
    if (loaded) take()
    waiting.add(take)
    return () => void waiting.delete(take)
  }, [known])
  return known
}
