interface Cookie {
  value: string;
  path: string;
}

export interface PageResponse {
  status: number;
  /** The address of a redirect. The browser does not follow it by itself. */
  location: string;
  setCookie: string[];
  body: string;
}

/** A browser that does what redirects need: it keeps cookies, each for its path. */
export class TestBrowser {
  readonly cookies = new Map<string, Cookie>();
  readonly #page: string;
  readonly #backend: string;

  /** @param page the origin that people see; what is below it is served by the backend */
  constructor(page: string, backend: string) {
    this.#page = page;
    this.#backend = backend;
  }

  async go(address: string): Promise<PageResponse> {
    const { origin, pathname, search } = new URL(address, this.#page);
    const isOwn = origin === this.#page;
    const sent = [...this.cookies].filter(([, { path }]) => isOwn && pathname.startsWith(path));
    const cookie = sent.map(([name, { value }]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${isOwn ? this.#backend : origin}${pathname}${search}`, {
      redirect: 'manual',
      headers: cookie ? { cookie } : {},
    });
    const setCookie = response.headers.getSetCookie();
    if (isOwn) for (const set of setCookie) this.#keep(set);
    const location = response.headers.get('location') ?? '';
    return { status: response.status, location, setCookie, body: await response.text() };
  }

  #keep(set: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
    if (/; Max-Age=0(;|$)/.test(set)) this.cookies.delete(name);
    else this.cookies.set(name, { value, path: /; Path=([^;]+)/.exec(set)?.[1] ?? '/' });
  }
}
