import { digestChallenge } from '../logins/challenge.ts'
import { rtspTalk, streamUrl } from '../logins/rtsp.ts'
import { asks, gives, type Look, nothing } from './looked.ts'

// Where cameras have their streams; '/' first. From the first-use chapters of makers' manuals; asking describes a stream, it does
// not start it.
const places = ['/', '/live', '/stream1', '/11', '/h264', '/live.sdp', '/Streaming/Channels/101', '/cam/realmonitor']

/** RTSP: whether a stream is described to anybody, and how a login is asked for. */
export const lookAtRtsp: Look = async (door, service) => {
  let { talk, describe } = await rtspTalk(door, service)
  try {
    let answered = 0
    for (const place of places) {
      if (talk.closed) ({ talk, describe } = await rtspTalk(door, service))
      const answer = await describe(streamUrl(door, service, place))
      if (answer.status === 0) break
      answered++
      if (answer.status === 200) return gives('stream', place)
      if (answer.status !== 401) continue
      const basic = answer.challenges.some((c) => c.scheme === 'basic')
      const digest = digestChallenge(answer.challenges) !== undefined
      const logins = [
        ...(basic ? [{ login: 'rtsp-basic' as const, place, password: true }] : []),
        ...(digest ? [{ login: 'rtsp-digest' as const, place, password: true }] : []),
      ]
      return logins.length > 0 ? asks(...logins) : nothing('asks-login', 'login-not-recognised')
    }
    return nothing(answered === 0 ? 'silent' : 'unclear', 'no-stream-found')
  } finally {
    talk.close()
  }
}
