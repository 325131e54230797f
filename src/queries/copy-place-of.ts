import { copyPlace } from '../record/ehr-copy/copy-place.ts'
import type { Connection } from './connection.tsx'

/** Where outcomes are copied to; undefined where no place is configured, or where the place is the Scheduling Server itself. */
export function copyPlaceOf({ session, config }: Pick<Connection, 'session' | 'config'>): string | undefined {
  return copyPlace(config.recordTo, session.iss, session.fhirBase)
}
