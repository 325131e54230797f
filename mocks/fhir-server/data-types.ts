import type { Shape } from './shape.ts'

/** R4's data types, as far as a Patient, an Appointment or a $find request uses them. */
export const coding: Shape = { system: 'uri', version: 'string', code: 'code', display: 'string', userSelected: 'boolean' }

export const codeableConcept: Shape = { coding: { type: coding, many: true }, text: 'string' }

export const period: Shape = { start: 'dateTime', end: 'dateTime' }

export const identifier: Shape = {
  use: { type: 'code', codes: ['usual', 'official', 'temp', 'secondary', 'old'] },
  type: { type: codeableConcept },
  system: 'uri',
  value: 'string',
  period: { type: period },
  assigner: { type: () => reference },
}

export const reference: Shape = { reference: 'string', type: 'uri', identifier: { type: identifier }, display: 'string' }

export const meta: Shape = {
  versionId: 'id',
  lastUpdated: 'instant',
  source: 'uri',
  profile: { type: 'uri', many: true },
  security: { type: coding, many: true },
  tag: { type: coding, many: true },
}

export const narrative: Shape = {
  status: { type: 'code', required: true, codes: ['generated', 'extensions', 'additional', 'empty'] },
  div: { type: 'xhtml', required: true },
}

/** Elements that every resource may have besides its own. */
export const domainResource: Shape = {
  resourceType: { type: 'code', required: true },
  id: 'id',
  meta: { type: meta },
  implicitRules: 'uri',
  language: 'code',
  text: { type: narrative },
  contained: { type: 'any', many: true },
}

const quantity: Shape = { value: 'decimal', comparator: 'code', unit: 'string', system: 'uri', code: 'code' }

export const contactPoint: Shape = {
  system: { type: 'code', codes: ['phone', 'fax', 'email', 'pager', 'url', 'sms', 'other'] },
  value: 'string',
  use: { type: 'code', codes: ['home', 'work', 'temp', 'old', 'mobile'] },
  rank: 'positiveInt',
  period: { type: period },
}

export const humanName: Shape = {
  use: { type: 'code', codes: ['usual', 'official', 'temp', 'nickname', 'anonymous', 'old', 'maiden'] },
  text: 'string',
  family: 'string',
  given: { type: 'string', many: true },
  prefix: { type: 'string', many: true },
  suffix: { type: 'string', many: true },
  period: { type: period },
}

export const address: Shape = {
  use: { type: 'code', codes: ['home', 'work', 'temp', 'old', 'billing'] },
  type: { type: 'code', codes: ['postal', 'physical', 'both'] },
  text: 'string',
  line: { type: 'string', many: true },
  city: 'string',
  district: 'string',
  state: 'string',
  postalCode: 'string',
  country: 'string',
  period: { type: period },
}

export const attachment: Shape = {
  contentType: 'code',
  language: 'code',
  data: 'base64Binary',
  url: 'uri',
  size: 'unsignedInt',
  hash: 'base64Binary',
  title: 'string',
  creation: 'dateTime',
}

const unitOfTime = ['s', 'min', 'h', 'd', 'wk', 'mo', 'a'] as const

export const timing: Shape = {
  event: { type: 'dateTime', many: true },
  repeat: {
    type: {
      boundsDuration: { type: quantity },
      boundsRange: { type: { low: { type: quantity }, high: { type: quantity } } },
      boundsPeriod: { type: period },
      count: 'positiveInt',
      countMax: 'positiveInt',
      duration: 'decimal',
      durationMax: 'decimal',
      durationUnit: { type: 'code', codes: unitOfTime },
      frequency: 'positiveInt',
      frequencyMax: 'positiveInt',
      period: 'decimal',
      periodMax: 'decimal',
      periodUnit: { type: 'code', codes: unitOfTime },
      dayOfWeek: { type: 'code', many: true, codes: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] },
      timeOfDay: { type: 'time', many: true },
      when: { type: 'code', many: true },
      offset: 'unsignedInt',
    },
  },
  code: { type: codeableConcept },
}
