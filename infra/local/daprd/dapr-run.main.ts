import { runDapr } from './dapr-run.ts';

/** `npm run dapr` starts PostgreSQL and runs the services by `dapr run -f .`. It exits with the exit code of Dapr's CLI. */
try {
  process.exitCode = await runDapr(process.env);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
