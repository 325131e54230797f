import { actorsOf, targetOf } from '../fhir/references.ts'
import { sameBase } from '../fhir/same-base.ts'
import type { Appointment, Patient } from '../fhir/types.ts'
import { ProtocolError } from './failure.ts'
import { readResource, type FhirServer } from './search-resources.ts'
import { believed, readOwner, sharing, verdictOf, type Home, type Ownership, type Reading } from './whose.ts'

/**
 * Whose an Appointment is. If its actors don't tell, the records that they refer to may: a server with its own patient records uses its
 * own ids, but those records carry identifiers. A record that can't be read tells nothing.
 */
export async function findWhose(server: Asked, appointment: Appointment, patient: Patient): Promise<Ownership> {
  return believed(await findOwner(server, appointment, patient))
}

type Asked = Omit<FhirServer, 'postSearch'> & Home

/** The same, but tells `illegible` from `another`: for callers that draw conclusions from an Appointment being somebody else's. */
export async function findOwner(server: Asked, appointment: Appointment, patient: Patient): Promise<Reading> {
  const told = readOwner(appointment, patient, server)
  if (told !== 'unsaid' || server.sharesPatients || !patient.identifier?.length) return told
  const targets = actorsOf(appointment, 'Patient').flatMap((actor) => targetOf(actor) ?? [])
  const own = targets.filter(({ base }) => base === undefined || sameBase(base, server.base))
  return verdictOf(
    await Promise.all(
      own.map(async ({ id }) => {
        try {
          const { identifier = [] } = await readResource(server, 'Patient', id)
          return sharing(identifier, patient)
        } catch (error) {
          if (error instanceof ProtocolError) return 'unsaid'
          throw error
        }
      }),
    ),
  )
}
