import type { Check } from '../check.ts'
import { passwordsUniqueOrChosen } from './5.1-1-2.ts'
import { passwordsGenerated } from './5.1-2-2.ts'
import { loginCryptography } from './5.1-3-2.ts'
import { passwordChange } from './5.1-4-2.ts'
import { bruteForceHindered } from './5.1-5-2.ts'
import { disclosurePolicy } from './5.2-1-2.ts'
import { componentUpdates } from './5.3-1-2.ts'
import { updateMisuse } from './5.3-2-2.ts'
import { automaticUpdateSettings } from './5.3-6-2.ts'
import { updateInterfacesAsDeclared } from './5.3-10-1.ts'
import { supportPeriod } from './5.3-13-2.ts'
import { nonUpdatable } from './5.3-14-2.ts'
import { isolationAndReplacement } from './5.3-15-2.ts'
import { modelDesignation } from './5.3-16-2.ts'
import { storedSecrets } from './5.4-1-2.ts'
import { noSharedSecrets } from './5.4-3-2.ts'
import { communicationCryptography } from './5.5-1-2.ts'
import { accessAfterLogin } from './5.5-4-2.ts'
import { settingsAfterLogin } from './5.5-5-2.ts'
import { secretsInTransit } from './5.5-6-2.ts'
import { secretsFromOutside } from './5.5-7-2.ts'
import { interfacesAsDeclared } from './5.6-1-2.ts'
import { disclosureAsDeclared } from './5.6-2-2.ts'
import { physicalInterfaces } from './5.6-3-2.ts'
import { debugInterfaces } from './5.6-4-2.ts'
import { startUpDetection } from './5.7-1-2.ts'
import { startUpAlert } from './5.7-2-2.ts'
import { sensingDocumented } from './5.8-3-1.ts'
import { outageResilience } from './5.9-1-2.ts'
import { outageContinuity } from './5.9-2-2.ts'
import { orderlyReconnection } from './5.9-3-2.ts'
import { deviceDeletion } from './5.11-1-2.ts'
import { serviceDeletion } from './5.11-2-2.ts'
import { deletionInstructions } from './5.11-3-1.ts'
import { deletionConfirmed } from './5.11-4-1.ts'
import { inputValidation } from './5.13-1-2.ts'
import { pageProtection } from './headers.ts'
import { manualChecks } from './manual.ts'
import { publishedMetadata } from './published-metadata.ts'
import { standsMalformedMessages } from './robustness.ts'

/** Every check there is, one line each, in the order of their clauses. */
export const checks: readonly Check[] = [
  passwordsUniqueOrChosen, // 5.1-1-2
  passwordsGenerated, // 5.1-2-2
  loginCryptography, // 5.1-3-2
  passwordChange, // 5.1-4-2
  bruteForceHindered, // 5.1-5-2
  disclosurePolicy, // 5.2-1-2
  componentUpdates, // 5.3-1-2
  updateMisuse, // 5.3-2-2
  automaticUpdateSettings, // 5.3-6-2
  updateInterfacesAsDeclared, // 5.3-10-1
  supportPeriod, // 5.3-13-2
  nonUpdatable, // 5.3-14-2
  isolationAndReplacement, // 5.3-15-2
  modelDesignation, // 5.3-16-2
  storedSecrets, // 5.4-1-2
  noSharedSecrets, // 5.4-3-2
  communicationCryptography, // 5.5-1-2
  accessAfterLogin, // 5.5-4-2
  settingsAfterLogin, // 5.5-5-2
  secretsInTransit, // 5.5-6-2
  secretsFromOutside, // 5.5-7-2
  interfacesAsDeclared, // 5.6-1-2
  disclosureAsDeclared, // 5.6-2-2
  physicalInterfaces, // 5.6-3-2
  debugInterfaces, // 5.6-4-2
  startUpDetection, // 5.7-1-2
  startUpAlert, // 5.7-2-2
  sensingDocumented, // 5.8-3-1
  outageResilience, // 5.9-1-2
  outageContinuity, // 5.9-2-2
  orderlyReconnection, // 5.9-3-2
  deviceDeletion, // 5.11-1-2
  serviceDeletion, // 5.11-2-2
  deletionInstructions, // 5.11-3-1
  deletionConfirmed, // 5.11-4-1
  inputValidation, // 5.13-1-2
  pageProtection, // ours
  publishedMetadata, // ours
  standsMalformedMessages, // ours
  ...manualChecks,
]
