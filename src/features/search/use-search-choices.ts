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

/** What the form's fields offer, as far as it is known; the same object until there is something new in it. */
export function useSearchChoices(offers: readonly Appointment[], earlier: readonly Appointment[]): KnownChoices {
  const { server } = useConnection()
  const { data: directory = emptyDirectory, isPending } = useDirectory()
  // The offers are shown first; what they name can be chosen a moment later.
  const shown = useAfterPaint(offers, offers)
  const found = useMemo(
    () => searchChoices(directory, distinctOffers([...earlier, ...distinctOffers(shown)]), server.base),
    [directory, earlier, shown, server.base],
  )
  // Every page of offers comes by here, and few have anything to add.
  const [known, setKnown] = useState(found)
  if (found !== known && JSON.stringify(found) !== JSON.stringify(known)) setKnown(found)
  return { choices: known, directory, loading: isPending }
}
