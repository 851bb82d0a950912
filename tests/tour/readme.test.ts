import type { PageTarget } from '../browser/support/page-system.ts';
import { sharedResource } from '../support/shared-resources.ts';
import { walkTour } from './walk.ts';

describe('the tour of the README', () => {
  it('works as it is written', async () => {
    const { urls } = await sharedResource<PageTarget>('system');
    await walkTour(urls);
  });
});
