import { AdapterFolder } from "../adapter-folder.ts";
import { runLine } from "../run-line.ts";

// A command line whose process is killed as soon as a training has kept a state: at the same moment on every machine.

const { keep } = AdapterFolder.prototype;
AdapterFolder.prototype.keep = async function (checkpoint) {
  await keep.call(this, checkpoint);
  process.kill(process.pid, "SIGKILL");
};
await runLine(process.argv.slice(2), process);
