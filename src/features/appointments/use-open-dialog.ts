import { useLocation, useNavigate, useSearchParams } from 'react-router'
import { isRecord } from '../../fhir/resources.ts'

const names = ['details', 'cancel'] as const
export type DialogName = (typeof names)[number]

/** Which dialog is open, from the address (`?open=cancel`): a reload keeps it open, and Back closes it. */
export function useOpenDialog() {
  const [search] = useSearchParams()
  const location = useLocation()
  const { pathname } = location
  const state: unknown = location.state
  const navigate = useNavigate()
  const openedHere = isRecord(state) && state.openedHere === true
  return {
    open: names.find((name) => name === search.get('open')),
    show: (name: DialogName) => void navigate(`${pathname}?open=${name}`, { state: { openedHere: true } }),
    close: () => void (openedHere ? navigate(-1) : navigate(pathname, { replace: true })),
  }
}
