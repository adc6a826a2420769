/**
 * Has a program that nobody here wrote call every route as its description says, and in ways that it forbids: no 500, no answer that is
 * not described. `npm run check:schema -- [SECONDS [PYTHON]]`, 600 seconds; PYTHON has schemathesis (`pip install schemathesis`).
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveModel } from "./serve-model.ts";

const [seconds = "600", python = "python3"] = process.argv.slice(2);
// With a template, so that conversations are answered, too.
const model = mkdtempSync(join(tmpdir(), "hostless-model-"));
cpSync("public/models/quotes-small", model, { recursive: true });
writeFileSync(
  join(model, "chat_template.jinja"),
  "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}A:",
);
const server = await serveModel(model);
try {
  // Whoever posts a body that fits may still be told that its position is behind the end of its text: 422 is described.
  const checks = ["--exclude-checks", "positive_data_acceptance", "--continue-on-failure", "--no-color"];
  const time = ["--max-time", seconds, "--max-examples", "1000000", "--workers", "2", "--request-timeout", "60"];
  const command = ["-m", "schemathesis.cli", "run", `${server.url}/openapi.json`, ...checks, ...time];
  execFileSync(python, command, { stdio: "inherit" });
} finally {
  await server.end();
  rmSync(model, { recursive: true });
}
