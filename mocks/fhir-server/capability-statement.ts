import type { CapabilityStatement } from '../../src/fhir/types.ts'
import type { Context } from './context.ts'
import { bookDefinition, findDefinition, holdDefinition } from './operation-definitions.ts'
import { SEARCHABLE, searchParameters } from './search-parameters.ts'

/** What this server supports, with $hold only where it is offered. Anyone may read it. */
export function capabilityStatement({ base, offersHold, world }: Context): CapabilityStatement {
  const operations = [findDefinition, ...(offersHold ? [holdDefinition] : []), bookDefinition]
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: world.day,
    kind: 'instance',
    software: { name: 'Lakeshore scheduling (simulated)' },
    implementation: { description: 'A simulated clinic with synthetic people', url: base },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    implementationGuide: ['https://profiles.ihe.net/ITI/Scheduling/ImplementationGuide/ihe.iti.scheduling'],
    rest: [
      {
        mode: 'server',
        security: {
          cors: true,
          service: [
            { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' }] },
          ],
        },
        resource: SEARCHABLE.map((type) => ({
          type,
          interaction: [{ code: 'read' as const }, { code: 'search-type' as const }],
          versioning: 'versioned' as const,
          searchParam: Object.entries(searchParameters[type]).map(([name, { type: kind }]) => ({ name, type: kind })),
          ...(type === 'Appointment' && {
            supportedProfile: ['https://profiles.ihe.net/ITI/Scheduling/StructureDefinition/ihe-sched-appt'],
            searchInclude: ['Appointment:actor', 'Appointment:patient', 'Appointment:practitioner', 'Appointment:location'],
            operation: operations.map(({ name, canonical }) => ({ name, definition: canonical })),
          }),
        })),
      },
    ],
  }
}
