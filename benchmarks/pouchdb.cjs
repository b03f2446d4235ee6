// PouchDB -> express-pouchdb: the peer of a kiosk's push. Run by benchmarks/peers.py, never by the product.
//   node pouchdb.cjs serve FOLDER            prints its port
//   node pouchdb.cjs push FOLDER FILE URL    replicates a document for each line of a file; prints seconds
const { createRequire } = require("node:module");
const { readFileSync } = require("node:fs");
const modules = createRequire(process.cwd() + "/");
const PouchDB = modules("pouchdb");

async function push(folder, file, url) {
  const database = new PouchDB(folder + "/source");
  const lines = readFileSync(file, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
  for (let at = 0; at < lines.length; at += 500) {
    const batch = lines.slice(at, at + 500).map((line) => ({ _id: line.eid, ...line }));
    await database.bulkDocs(batch);
  }
  const begun = process.hrtime.bigint();
  const done = await database.replicate.to(url + "/target", { batch_size: 500 });
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  console.log(JSON.stringify({ seconds, documents: done.docs_written }));
  process.exit(0);
}

function serve(folder) {
  const app = modules("express")();
  const Store = PouchDB.defaults({ prefix: folder + "/" });
  app.use("/", modules("express-pouchdb")(Store, { mode: "minimumForPouchDB", inMemoryConfig: true }));
  const server = app.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.address().port })));
}

const [verb, folder, ...rest] = process.argv.slice(2);
if (verb === "serve") serve(folder);
else push(folder, ...rest);
