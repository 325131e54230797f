import type { Patient } from '../../src/fhir/types.ts'
import { MRN_SYSTEM } from './codes.ts'

type Row = readonly [mrn: number, family: string, given: string, gender: 'female' | 'male', birthDate: string]

/** Invented people; several share a name, two a birthday, one is known by the year of birth only. */
const rows: readonly Row[] = [
  [4217, 'Romero', 'Ida', 'female', '1958-03-04'],
  [4218, 'Garcia', 'Maria Elena', 'female', '1962-05-17'],
  [4219, 'Garcia', 'Maria Elena', 'female', '1987-11-02'],
  [4220, 'Smith', 'John', 'male', '1949-08-30'],
  [4221, 'Smith', 'John', 'male', '1991-02-14'],
  [4222, 'Chen', 'Wei', 'male', '1978-06-21'],
  [4223, 'Chen', 'Wei', 'female', '1978-06-12'],
  [4224, "O'Connell", 'Siobhán', 'female', '1969-12-24'],
  [4225, 'von Hohenlohe-Waldenburg-Schillingsfürst', 'Maximiliane Theodora Wilhelmine', 'female', '1944-01-09'],
  [4226, '山田', '花子', 'female', '1983-09-15'],
  [4227, 'Müller', 'Jörg', 'male', '1955-04-28'],
  [4228, 'Nguyen', 'Thi Minh', 'female', '1996-07-03'],
  [4229, "D'Angelo", 'Luca', 'male', '2016-10-11'],
  [4230, 'Washington', 'Denise', 'female', '1972-02-29'],
  [4231, 'Kowalski', 'Piotr', 'male', '1965-11-19'],
  [4232, 'Haddad', 'Samir', 'male', '1980-05-05'],
  [4233, 'Johansson', 'Elin', 'female', '2001-08-08'],
  [4234, 'Yazzie', 'Thomas', 'male', '1938-03-27'],
  [4235, 'Tsosie', 'Marlene', 'female', '1953-06-30'],
  [4236, 'Begum', 'Ayesha', 'female', '1990-01-16'],
  [4237, 'Fernandes', 'João', 'male', '1947-09-23'],
  [4238, 'Papadopoulou', 'Eleni', 'female', '1985-12-01'],
  [4239, 'Brown', 'Tyrone', 'male', '1976-10-18'],
  [4240, 'Brown', 'Tyra', 'female', '1976-10-18'],
  [4241, 'Ivanov', 'Sergei', 'male', '1960-07-14'],
  [4242, 'Rosenberg', 'Miriam', 'female', '1933-05-22'],
  [4243, 'Lee', 'Grace', 'female', '2019-04-02'],
  [4244, 'Lee', 'Daniel', 'male', '2021-09-29'],
  [4245, 'Patel', 'Anjali', 'female', '1994-03-11'],
  [4246, 'Patel', 'Ramesh', 'male', '1957-08-06'],
  [4247, 'Schmidt', 'Ursula', 'female', '1951-02-20'],
  [4248, 'Diallo', 'Mamadou', 'male', '1988-06-09'],
  [4249, 'Jensen', 'Karen', 'female', '1967-01-31'],
  [4250, 'Hernandez', 'José Luis', 'male', '1970-12-12'],
  [4251, 'Alvarez', 'Carmen', 'female', '1941-10-25'],
  [4252, 'Kim', 'Soo-jin', 'female', '1999-05-27'],
  [4253, 'Robinson', 'Terrence', 'male', '1982-04-15'],
  [4254, 'Taylor', 'Beth', 'female', '1974-07-07'],
  [4255, 'Eriksen', 'Nils', 'male', '1936-11-13'],
  [4256, 'Owusu', 'Abena', 'female', '2008-02-03'],
  [4257, 'Silva', 'Mateus', 'male', '2012-06-17'],
  [4258, 'Cohen', 'David', 'male', '1963-09-09'],
  [4259, 'Moore', 'Patricia', 'female', '1946-12-30'],
  [4260, 'Anderson', 'Kyle', 'male', '1997-08-21'],
  [4261, 'Singh', 'Harpreet', 'male', '1979-03-18'],
  [4262, 'Al-Rashid', 'Layla', 'female', '1986-10-04'],
  [4263, 'Petersen', 'Hanne', 'female', '1992-05-19'],
  [4264, 'Ortiz', 'Rafael', 'male', '1959-01-07'],
  [4265, 'Marino', 'Giulia', 'female', '2003-11-26'],
  [4266, 'Campbell', 'Fiona', 'female', '1971-06-02'],
  [4267, 'Bauer', 'Franz', 'male', '1948-04-13'],
  [4268, 'Jackson', 'Latoya', 'female', '1984-09-01'],
  [4269, 'Reyes', 'Esperanza', 'female', '1939'],
  [4270, 'Clark', 'Walter', 'male', '1952-07-29'],
  [4271, 'Nakamura', 'Haruto', 'male', '2015-12-08'],
  [4272, 'Dubois', 'Amélie', 'female', '1993-02-25'],
  [4273, 'Novak', 'Tomáš', 'male', '1966-08-16'],
  [4274, 'Walker', 'Joan', 'female', '1943-05-03'],
  [4275, 'Walker', 'Joan', 'female', '1943-05-30'],
  [4276, 'Ito', 'Kaori', 'female', '1989-10-10'],
]

const INACTIVE = 4270
/** Joan Walker was entered twice; her first record replaces the second. */
const REPLACED = { mrn: 4275, by: 4274 }

const streets = ['Maple Avenue', 'Lake Street', 'Canyon Drive', 'Washington Boulevard', 'Mesa Road']

function patient([mrn, family, given, gender, birthDate]: Row): Patient {
  const inChicago = mrn % 3 !== 0
  return {
    resourceType: 'Patient',
    id: `pat-${mrn}`,
    meta: { versionId: '1', lastUpdated: '2025-01-06T09:00:00Z' },
    identifier: [
      {
        use: 'usual',
        type: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR', display: 'Medical record number' }],
        },
        system: MRN_SYSTEM,
        value: String(mrn).padStart(6, '0'),
      },
    ],
    active: mrn !== INACTIVE && mrn !== REPLACED.mrn,
    name: [{ use: 'official', family, given: given.split(' ') }],
    telecom: [
      { system: 'phone', value: `+1-${inChicago ? '312' : '602'}-555-01${String(mrn % 100).padStart(2, '0')}`, use: 'home' },
    ],
    gender,
    birthDate,
    address: [
      {
        use: 'home',
        line: [`${100 + (mrn % 89)} ${streets[mrn % streets.length] ?? ''}`],
        city: inChicago ? 'Chicago' : 'Phoenix',
        state: inChicago ? 'IL' : 'AZ',
        postalCode: inChicago ? '60614' : '85016',
        country: 'US',
      },
    ],
    ...(mrn === REPLACED.mrn && { link: [{ other: { reference: `Patient/pat-${REPLACED.by}` }, type: 'replaced-by' as const }] }),
  }
}

export const patients: readonly Patient[] = rows.map(patient)

/** Given and family name in one line, for a participant's display. */
export function patientName({ name }: Patient): string {
  const [first] = name ?? []
  return first?.text ?? [...(first?.given ?? []), first?.family].filter(Boolean).join(' ')
}
