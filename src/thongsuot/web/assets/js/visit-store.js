// The records that wait in this browser: one IndexedDB store, keyed by uuid.
const settled = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

export async function open(name = "thongsuot-visit") {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore("records", { keyPath: "uuid" });
  const database = await settled(request);
  const records = (mode) => database.transaction("records", mode).objectStore("records");
  return {
    put: (one) => settled(records("readwrite").put(one)),
    remove: (uuid) => settled(records("readwrite").delete(uuid)),
    // Oldest first; another person's records on a shared phone wait for that person.
    of: async (owner) => (await settled(records("readonly").getAll()))
      .filter((one) => one.owner === owner)
      .sort((a, b) => a.fields.written_at.localeCompare(b.fields.written_at)),
  };
}
