import { useSearchParams } from 'react-router'
import { viewerTimeZone, type Zone } from '../../i18n/clinic-zone.ts'
import { useConnection } from '../../queries/connection.tsx'
import { readView, viewQuery, type ActivityView } from './activity-view.ts'

export interface ActivityViewState {
  readonly view: ActivityView
  /** The zone that the user's own doings are timed in. */
  readonly zone: Zone
  /** Changes the address in place: Back leaves the screen, whatever was filtered on it. */
  readonly change: (part: Partial<ActivityView>) => void
}

/** What the Activity screen shows, kept in the address. */
export function useActivityView(): ActivityViewState {
  const { config } = useConnection()
  const [search, setSearch] = useSearchParams()
  const view = readView(search)
  return {
    view,
    zone: config.clinicTimeZone ?? viewerTimeZone(),
    change: (part) => setSearch(viewQuery({ ...view, ...part }), { replace: true }),
  }
}
