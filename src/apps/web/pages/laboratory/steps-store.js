// @ts-check
// What this browser keeps while records wait to be sent: IndexedDB, by owner and order. Nothing here leaves the device.

/** @typedef {import('./steps-fold.js').StepRecord} StepRecord */
/** @typedef {{ id: string, place: string, owner: string, name: string, sent: boolean, record: StepRecord }} KeptRecord */
/** @typedef {{ key: string, digest: string, place: string, owner: string, type: string, name: string, blob: Blob }} KeptPicture */

/** @returns {Promise<IDBDatabase>} */
const opened = () =>
  new Promise((done, fail) => {
    const asked = indexedDB.open('hoshirushi-steps', 1)
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore('records', { keyPath: 'id' })
      asked.result.createObjectStore('pictures', { keyPath: 'key' })
    }
    asked.onsuccess = () => done(asked.result)
    asked.onerror = () => fail(asked.error)
  })

/**
 * @template T
 * @param {'readonly' | 'readwrite'} mode
 * @param {(records: IDBObjectStore, pictures: IDBObjectStore) => IDBRequest<T> | void} what
 * @returns {Promise<T | undefined>}
 */
async function within(mode, what) {
  const database = await opened()
  try {
    return await new Promise((done, fail) => {
      // Relaxed would be quicker; what somebody answered in a cellar has to be there after the battery was empty.
      const transaction = database.transaction(['records', 'pictures'], mode, { durability: 'strict' })
      const asked = what(transaction.objectStore('records'), transaction.objectStore('pictures'))
      transaction.oncomplete = () => done(asked ? asked.result : undefined)
      transaction.onerror = transaction.onabort = () => fail(transaction.error)
    })
  } finally {
    database.close()
  }
}

export const store = {
  /** Everything this browser keeps, whoever's it is. @returns {Promise<KeptRecord[]>} */
  records: async () => (await within('readonly', (records) => records.getAll())) ?? [],
  /** @returns {Promise<KeptPicture[]>} */
  pictures: async () => (await within('readonly', (_, pictures) => pictures.getAll())) ?? [],
  /** Keeps records, and the picture one of them speaks of, in one go. @param {KeptRecord[]} all @param {KeptPicture} [picture] */
  keep: (all, picture) =>
    within('readwrite', (records, pictures) => {
      for (const one of all) records.put(one)
      if (picture) pictures.put(picture)
    }),
  /** What arrived stays until the page knows it from the house; its pictures go at once. @param {KeptRecord[]} all */
  arrived: (all) =>
    within('readwrite', (records, pictures) => {
      for (const one of all) {
        records.put({ ...one, sent: true })
        if (one.record.said.what === 'picture') pictures.delete(`${one.place}/${one.record.said.digest}`)
      }
    }),
  /** @param {string[]} ids */
  drop: (ids) =>
    within('readwrite', (records) => {
      for (const id of ids) records.delete(id)
    }),
  clear: () =>
    within('readwrite', (records, pictures) => {
      records.clear()
      pictures.clear()
    }),
}
