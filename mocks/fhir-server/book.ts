import type { Appointment } from '../../src/fhir/types.ts'
import type { Access } from './access.ts'
import { checkProfile } from './appointment-profile.ts'
import { cancel, modify } from './book-change.ts'
import { bookByReference, bookByResource } from './book-new.ts'
import type { Context } from './context.ts'
import { isAppointment } from './narrowing.ts'
import { bookDefinition } from './operation-definitions.ts'
import { readParameters } from './parameters.ts'
import { malformed, unacceptable } from './refusal.ts'

/**
 * Answers `POST Appointment/$book` (ITI-117). The parameters say what to do: a reference, or a pending resource, books; a booked
 * resource modifies; a cancelled one cancels.
 */
export function book(context: Context, body: string, access: Access, ifMatch: string | null): Appointment {
  const parameters = readParameters(body, bookDefinition)
  const reference = parameters.first('appointment-reference')?.valueReference
  const sent = parameters.first('appointment-resource')?.resource
  const comment = parameters.first('comment')?.valueString
  if ((reference === undefined) === (sent === undefined)) {
    throw malformed(
      'Exactly one of appointment-reference and appointment-resource is needed.',
      'Parameters.parameter',
      'required',
    )
  }
  if (reference) return bookByReference(context, parameters, access, { reference, comment })
  if (!isAppointment(sent)) throw malformed('The appointment-resource must be an Appointment.', 'appointment-resource')
  checkProfile(sent, context.base)
  switch (sent.status) {
    case 'pending':
      return bookByResource(context, parameters, access, { sent, comment })
    case 'booked':
      return modify(context, access, { sent, comment, ifMatch })
    case 'cancelled':
      return cancel(context, access, { sent, comment, ifMatch })
    default:
      throw unacceptable(
        `$book takes appointments that are pending, booked or cancelled, not ${sent.status}.`,
        'Appointment.status',
        'code-invalid',
      )
  }
}
