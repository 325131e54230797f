import type { Coding } from '../fhir/types.ts'

export const statusReasonSystem = 'https://profiles.ihe.net/ITI/Scheduling/CodeSystem/status-reason'

export const statusReasonExtension = 'https://profiles.ihe.net/ITI/Scheduling/StructureDefinition/extension-status-reason'

/** The reason for releasing a hold. It stands here so that no request needs the list of all reasons, which few screens show. */
export const staffCancel: Coding = { system: statusReasonSystem, code: 'staff-cancel', display: 'Staff Cancel' }
