import type { Declared } from '../../declared/declared.ts'
import { ftpLogin } from './ftp.ts'
import { httpBasicLogin, httpDigestLogin } from './http-auth.ts'
import { formLogin } from './http-form.ts'
import type { LoginKind } from './kinds.ts'
import type { Door, Login, LoginWay } from './login.ts'
import { mqttLogin } from './mqtt.ts'
import { recipeLogin } from './recipe.ts'
import { rtspLogin } from './rtsp.ts'
import { snmpLogin } from './snmp.ts'
import { sshLogin } from './ssh.ts'
import { telnetLogin } from './telnet.ts'

const drivers: Readonly<Record<Exclude<LoginKind, 'recipe'>, (door: Door, way: LoginWay) => Login>> = {
  ssh: sshLogin,
  telnet: telnetLogin,
  ftp: ftpLogin,
  'http-basic': httpBasicLogin,
  'http-digest': httpDigestLogin,
  'http-form': formLogin,
  'rtsp-basic': rtspLogin,
  'rtsp-digest': rtspLogin,
  mqtt: mqttLogin,
  snmp: snmpLogin,
}

/** Opens a login that was seen or declared; undefined where the declaration lacks the recipe it names. */
export function openLogin(door: Door, way: LoginWay, declared: Pick<Declared, 'authentication'>): Login | undefined {
  if (way.login !== 'recipe') return drivers[way.login](door, way)
  const recipe = declared.authentication.find((a) => a.id === way.authentication)?.recipe
  return recipe && recipeLogin(door, way, recipe)
}
