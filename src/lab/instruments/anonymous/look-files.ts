import { ftpCommand, ftpGreeting } from '../logins/ftp.ts'
import { nonsense, portOf } from '../logins/login.ts'
import { asks, gives, type Look, nothing } from './looked.ts'

/** FTP: the anonymous account (RFC 1635), and whether other names are asked for a password. */
export const lookAtFtp: Look = async (door, service) => {
  const login = { login: 'ftp' as const, password: true }
  const first = await ftpGreeting(door, service)
  let granted = false
  try {
    if (first.greeting.code === 0) return nothing('silent', 'login-not-recognised')
    if (first.greeting.code !== 220) return nothing('unclear', 'refused-for-now')
    let reply = await ftpCommand(first.talk, 'USER anonymous')
    if (reply.code === 331) reply = await ftpCommand(first.talk, 'PASS probe@example.invalid')
    granted = reply.code === 230
  } finally {
    first.talk.close()
  }
  const second = await ftpGreeting(door, service)
  try {
    const reply = await ftpCommand(second.talk, `USER probe${nonsense(door, 8)}`)
    const logins = reply.code === 331 ? [login] : []
    if (granted) return { ...gives('files'), logins }
    if (reply.code === 230) return gives('files')
    return reply.code === 331 || reply.code === 530 ? asks(...logins) : nothing('unclear', 'login-not-recognised')
  } finally {
    second.talk.close()
  }
}

/** TFTP (RFC 1350) has no login: a server that talks about a file that is not there would hand out one that is. */
export const lookAtTftp: Look = async (door, service) => {
  const line = await door.dial.udp({ address: service.address })
  try {
    const request = Buffer.concat([Buffer.from([0, 1]), Buffer.from(`probe-${nonsense(door)}\0octet\0`, 'latin1')])
    for (let round = 0; round < 2; round++) {
      await line.send(portOf(service.endpoint), request)
      const answer = await line.next(800) // from a new port, as TFTP does
      if (answer !== undefined && answer.packet.length >= 4 && answer.packet[0] === 0 && answer.packet[1]! <= 6)
        return gives('protocol')
    }
    return nothing('silent')
  } finally {
    line.close()
  }
}
