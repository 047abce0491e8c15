import type { Instrument } from '../instrument.ts'
import { anonymous } from './anonymous/anonymous.ts'
import { credentials } from './credentials/credentials.ts'
import { discovery } from './discovery/discovery.ts'
import { identify } from './identify/identify.ts'
import { lockOut } from './lock-out/lock-out.ts'
import { published } from './published/published.ts'
import { robustness } from './robustness/robustness.ts'
import { scan } from './scan/scan.ts'
import { ssh } from './ssh/ssh.ts'
import { tls } from './tls/tls.ts'
import { udp } from './udp/udp.ts'
import { web } from './web/web.ts'

/** Every instrument there is, one line each; the run puts them in the order of their stages. */
export const instruments: readonly Instrument[] = [
  discovery,
  scan,
  udp,
  identify,
  tls,
  ssh,
  web,
  anonymous,
  credentials,
  lockOut,
  published,
  robustness,
]
