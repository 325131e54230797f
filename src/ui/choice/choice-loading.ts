import { startTransition, useEffect, useState } from 'react'
import type { renderListField } from '../list-field.tsx'
import { whenIdle } from '../when-idle.ts'

let loaded: typeof renderListField | undefined
const waiting = new Set<() => void>()

/** Downloads what a choice field needs to open its list; every such field then takes it up. Never rejects: the next use tries again. */
export async function loadListField(): Promise<void> {
  if (await isLoaded()) for (const take of [...waiting]) take()
}

/** The same, when nobody has reached for a field yet: one after the other, since all of them drawn anew in one frame make a long one. */
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

/** Renders the field with its list, as soon as that is there. */
export function useListField(): typeof renderListField | undefined {
  const [known, setKnown] = useState(() => loaded)
  useEffect(() => {
    if (known) return
    const take = () => startTransition(() => setKnown(() => loaded))
    // It may have come between the first render and now.
    if (loaded) take()
    waiting.add(take)
    return () => void waiting.delete(take)
  }, [known])
  return known
}
