import type { GuidedStep } from './step.ts'
import { automaticUpdates } from './steps/automatic-updates.ts'
import { deletionAtService, deletionOnDevice } from './steps/deletion.ts'
import { physicalPorts, sensors, startUpCheck, storageProtection } from './steps/hardware.ts'
import { isolationReplacement } from './steps/isolation-replacement.ts'
import { outageNetwork, outagePower } from './steps/outage.ts'
import { passwordChange, setOwnPassword } from './steps/passwords.ts'
import { reconnection } from './steps/reconnection.ts'
import { settingsWithoutLogin } from './steps/settings-without-login.ts'
import { twoSamples } from './steps/two-samples.ts'
import { updateTampering } from './steps/update-tampering.ts'

/** Every guided step, in the order in which they are best done: what changes little first, what wipes or opens the device last. */
export const steps: readonly GuidedStep[] = [
  sensors,
  automaticUpdates,
  settingsWithoutLogin,
  outageNetwork,
  outagePower,
  reconnection,
  passwordChange,
  updateTampering,
  isolationReplacement,
  twoSamples,
  deletionAtService,
  deletionOnDevice,
  setOwnPassword,
  storageProtection,
  startUpCheck,
  physicalPorts,
]
