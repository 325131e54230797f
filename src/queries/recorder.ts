import { createJournal } from '../record/journal.ts'
import { createNews } from '../record/news.ts'
import { createRecorder, type Recorder } from '../record/recorder.ts'
import { ihe } from '../scheduling/ihe/dialect.ts'
import { useConnection, type Connection } from './connection.tsx'
import { copyPlaceOf } from './copy-place-of.ts'

const recorders = new WeakMap<Connection, Recorder>()

/** The one recorder of a connection, made when a screen first needs it: finding a time needs none. */
export function recorderOf(connection: Connection): Recorder {
  const known = recorders.get(connection)
  if (known) return known
  const { session, record, storage } = connection
  const recorder = createRecorder(createJournal(storage), { ...record.server, dialect: ihe }, {
    locks: record.locks,
    steadyNow: record.steadyNow,
    news: createNews(session.userKey),
    audits: connection.audit !== undefined,
    copies: copyPlaceOf(connection) !== undefined,
  })
  recorders.set(connection, recorder)
  return recorder
}

export function useRecorder(): Recorder {
  return recorderOf(useConnection())
}
