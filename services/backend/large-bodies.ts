/** Addresses that take more than others, and how much. */
export const largeBodies: Readonly<Record<string, string>> = { '/api/tasks/batch': '8mb', '/api/import': '32mb' };
