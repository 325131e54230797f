import { useAddress } from '../../ui/address/address-provider.tsx'
import { goBack, navigate } from '../../ui/address/hash-location.ts'
import { isRecord } from '../../fhir/resources.ts'

const names = ['details', 'cancel'] as const
export type DialogName = (typeof names)[number]

/** The open dialog, read from the address (`?open=cancel`): a reload keeps it open, and Back closes it. */
export function useOpenDialog() {
  const { pathname, search, state } = useAddress()
  const openedHere = isRecord(state) && state.openedHere === true
  return {
    open: names.find((name) => name === new URLSearchParams(search).get('open')),
    show: (name: DialogName) => navigate(`${pathname}?open=${name}`, { state: { openedHere: true } }),
    close: () => (openedHere ? goBack() : navigate(pathname, { replace: true })),
  }
}
