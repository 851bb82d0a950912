import type { Feature } from '../platform/openapi/operation.ts';
import { tagCount, tagList } from './tag.answer.ts';

export const tagFeature: Feature = {
  schemas: { TagCount: tagCount, TagList: tagList },
  operations: [
    {
      ...{ method: 'get', path: '/api/tags', tag: 'tasks' },
      operationId: 'listTags',
      summary: 'The tags of open tasks, the most used first',
      answers: {
        200: {
          description: 'Each with the number of its open tasks.',
          schema: tagList,
          example: {
            items: [
              { tag: 'home', count: 3 },
              { tag: 'money', count: 1 },
            ],
          },
        },
      },
    },
  ],
};
