import Block from '@mui/icons-material/Block'
import EventAvailable from '@mui/icons-material/EventAvailable'
import EventBusy from '@mui/icons-material/EventBusy'
import HelpOutline from '@mui/icons-material/HelpOutlined'
import HowToReg from '@mui/icons-material/HowToReg'
import LightbulbOutlined from '@mui/icons-material/LightbulbOutlined'
import PersonOff from '@mui/icons-material/PersonOffOutlined'
import Schedule from '@mui/icons-material/Schedule'
import TaskAlt from '@mui/icons-material/TaskAlt'
import type { IconComponent } from './icon.ts'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { MessageDescriptor } from '@lingui/core'
import { isolated } from '../fhir/text/isolated.ts'
import { plainText } from '../fhir/text/plain-text.ts'
import type { Appointment } from '../fhir/types.ts'
import type { ToneName } from './theme/palette.ts'
import { ToneLabel } from './tone-label.tsx'

interface StatusLook {
  readonly word: MessageDescriptor
  readonly tone: ToneName
  readonly icon: IconComponent
}

const looks: Readonly<Record<Appointment['status'], StatusLook>> = {
  proposed: { word: msg`Proposed`, tone: 'neutral', icon: LightbulbOutlined },
  pending: { word: msg`Pending`, tone: 'pending', icon: Schedule },
  booked: { word: msg`Booked`, tone: 'booked', icon: EventAvailable },
  arrived: { word: msg`Arrived`, tone: 'booked', icon: HowToReg },
  'checked-in': { word: msg`Checked in`, tone: 'booked', icon: HowToReg },
  fulfilled: { word: msg`Fulfilled`, tone: 'neutral', icon: TaskAlt },
  cancelled: { word: msg`Cancelled`, tone: 'cancelled', icon: EventBusy },
  noshow: { word: msg`No-show`, tone: 'failed', icon: PersonOff },
  'entered-in-error': { word: msg`Entered in error`, tone: 'cancelled', icon: Block },
  waitlist: { word: msg`Waitlisted`, tone: 'pending', icon: Schedule },
}

/**
 * An appointment's status (R4 AppointmentStatus) by icon, word and tone. A code that R4 doesn't know is called unknown: "Booked", or
 * "booked" with an invisible character in it, is not `booked`, whatever the server meant.
 */
export function StatusLabel({ status }: { readonly status: string | undefined }) {
  const { t } = useLingui()
  if (!isStatus(status)) {
    const code = isolated(plainText(status ?? '', longestCode))
    return <ToneLabel tone="unknown" icon={HelpOutline}>{code ? t`Unknown status “${code}”` : t`Status not stated`}</ToneLabel>
  }
  const { word, tone, icon } = looks[status]
  return <ToneLabel tone={tone} icon={icon}>{t(word)}</ToneLabel>
}

/** The most characters shown of an unknown code. */
const longestCode = 40

/** The status in one word: "Booked"; undefined for a code that R4 doesn't know. */
export function statusWord(status: string): MessageDescriptor | undefined {
  return isStatus(status) ? looks[status].word : undefined
}

function isStatus(status: string | undefined): status is Appointment['status'] {
  return status !== undefined && Object.hasOwn(looks, status)
}
