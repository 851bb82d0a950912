import { z } from 'zod';

export const taskId = z.uuid('Must be a UUID.').toLowerCase().describe('The id of the task.');
