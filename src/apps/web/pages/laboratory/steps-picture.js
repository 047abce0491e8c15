// @ts-check
// Pictures are made small in the browser: less to send from a cellar, and nothing of where and with what they were taken.

const longestSide = 1_600
const quality = 0.85
const mostBytes = 5_000_000

/** @param {Blob} blob */
export async function digestOf(blob) {
  const hash = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())
  return `sha256:${[...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

/**
 * A picture as it is kept and sent: a photograph drawn anew, a log as it is. Undefined: it is neither.
 * @param {File} file
 * @returns {Promise<{ blob: Blob, name: string, type: string } | undefined>}
 */
export async function smaller(file) {
  const name = file.name.replace(/[^\p{L}\p{N}._ -]/gu, '_').slice(0, 120) || 'picture'
  if (/^(text\/plain|application\/pdf)$/.test(file.type) || /\.(log|txt)$/i.test(file.name)) {
    const type = file.type === 'application/pdf' ? file.type : 'text/plain'
    return file.size > 0 && file.size <= mostBytes ? { blob: file.slice(0, file.size, type), name, type } : undefined
  }
  const image = await createImageBitmap(file).catch(() => undefined)
  if (image === undefined) return undefined
  const scale = Math.min(1, longestSide / Math.max(image.width, image.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.width * scale))
  canvas.height = Math.max(1, Math.round(image.height * scale))
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  image.close()
  const blob = await new Promise((/** @type {(blob: Blob | null) => void} */ done) =>
    canvas.toBlob(done, 'image/jpeg', quality),
  )
  if (blob === null || blob.size > mostBytes) return undefined
  return { blob, name: `${name.replace(/\.[^.]{1,5}$/, '')}.jpg`, type: 'image/jpeg' }
}
