import { viewerTimeZone, type Zone } from '../../i18n/clinic-zone.ts'
import { useConnection } from '../../queries/connection.tsx'
import { useAddress } from '../../ui/address/address-provider.tsx'
import { addressOf, navigate } from '../../ui/address/hash-location.ts'
import { readView, viewQuery, type ActivityView } from './activity-view.ts'

export interface ActivityViewState {
  readonly view: ActivityView
  /** The zone in which the list shows when the user did something. */
  readonly zone: Zone
  /** Replaces the address, so that Back leaves the screen and doesn't undo filters. */
  readonly change: (part: Partial<ActivityView>) => void
}

/** What the Activity screen shows, kept in the address. */
export function useActivityView(): ActivityViewState {
  const { config } = useConnection()
  const { pathname, search } = useAddress()
  const view = readView(new URLSearchParams(search))
  return {
    view,
    zone: config.clinicTimeZone ?? viewerTimeZone(),
    change: (part) => navigate(addressOf(pathname, viewQuery({ ...view, ...part })), { replace: true }),
  }
}
