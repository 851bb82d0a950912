import { runDapr } from './dapr-run.ts';

/** `npm run dapr`: the services by `dapr run -f .`, on a database of its own start. Ends with what Dapr's CLI ends with. */
try {
  process.exitCode = await runDapr(process.env);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
