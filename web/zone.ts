import type { Choice } from './field.tsx'

/** The zones of the United States by the names that people use, then all others, after no zone at all. */
export const zoneChoices: readonly Choice[] = [
  { value: '', label: 'The zone of each webinar' },
  { value: 'America/New_York', label: 'Eastern Time' },
  { value: 'America/Chicago', label: 'Central Time' },
  { value: 'America/Denver', label: 'Mountain Time' },
  { value: 'America/Phoenix', label: 'Mountain Time, Arizona' },
  { value: 'America/Los_Angeles', label: 'Pacific Time' },
  { value: 'America/Anchorage', label: 'Alaska Time' },
  { value: 'Pacific/Honolulu', label: 'Hawaii Time' },
  ...Intl.supportedValuesOf('timeZone').map((zone) => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
  })),
].filter(({ value }, index, all) => all.findIndex((one) => one.value === value) === index)
