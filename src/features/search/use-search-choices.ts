import { useMemo, useState } from 'react'
import type { Appointment } from '../../fhir/types.ts'
import { useConnection } from '../../queries/connection.tsx'
import { emptyDirectory, useDirectory, type Directory } from '../../queries/directory.ts'
import { distinctOffers } from './offers/distinct-offers.ts'
import { searchChoices, type SearchChoices } from './criteria/search-choices.ts'
import { useAfterPaint } from '../../ui/use-after-paint.ts'

interface KnownChoices {
  readonly choices: SearchChoices
  readonly directory: Directory
  readonly loading: boolean
}

/** The choices known so far for the form's fields; the same object until they change. */
export function useSearchChoices(offers: readonly Appointment[], earlier: readonly Appointment[]): KnownChoices {
  const { server } = useConnection()
  const { data: directory = emptyDirectory, isPending } = useDirectory()
  // Paints the offers first; what they name becomes a choice a moment later.
  const shown = useAfterPaint(offers, offers)
  const found = useMemo(
    () => searchChoices(directory, distinctOffers([...earlier, ...distinctOffers(shown)]), server.base),
    [directory, earlier, shown, server.base],
  )
  // Every page of offers passes through here, but few add anything.
  const [known, setKnown] = useState(found)
  if (found !== known && JSON.stringify(found) !== JSON.stringify(known)) setKnown(found)
  return { choices: known, directory, loading: isPending }
}
