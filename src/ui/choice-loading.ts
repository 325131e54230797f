import { startTransition, useEffect, useState } from 'react'
import type { renderListField } from './list-field.tsx'

let loaded: typeof renderListField | undefined
const waiting = new Set<() => void>()

/** Downloads what a choice field needs to open its list; every such field then takes it up. Never rejects: the next use tries again. */
export async function loadListField(): Promise<void> {
  if (loaded) return
  try {
    loaded = (await import('./list-field.tsx')).renderListField
  } catch {
    return
  }
  for (const take of [...waiting]) take()
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
