import assert from 'node:assert/strict';
import fc from 'fast-check';
import { useSearch } from '../../../../tests/support/backend/use-search.ts';
import { propertyRuns } from '../../../../tests/support/property-runs.ts';

describe('search in any script finds', () => {
  const { backend, listOf, ask, found } = useSearch();

  it('apostrophes, dashes and blanks of any kind, whichever is stored and whichever is typed', async () => {
    const apostrophes = [..."'‘’‚‛′ʹʻʼ´`＇"];
    const dashes = [...'-\u2010\u2011\u2012–—―−⁃﹘﹣－'];
    const blanks = [...' \t\u00a0\u2003\u2009\u200b\u202f\u3000\ufeff'];
    const written = (of: string[], text: string) => of.map((one) => text.replaceAll('_', one));
    const kinds = [
      written(apostrophes, 'don_t panic'),
      written(apostrophes, 'call O_Reilly'),
      written(apostrophes, 'à l_école'),
      written(dashes, 'budget 2024_25'),
      written(dashes, 'e_mail'),
      written(blanks, 'one_way_ticket'),
    ];
    for (const texts of kinds) {
      const eve = await listOf(
        ...texts.map((text, index) => ({ title: `note ${index}`, description: text })),
        'dont mail',
      );
      const all = texts.map((_, index) => `note ${index}`).reverse();
      for (const q of texts) {
        assert.deepEqual(await found(eve, q, 'sort=created'), all, JSON.stringify(q));
        assert.deepEqual(await found(eve, `"${q}"`, 'sort=created'), all, JSON.stringify(q));
      }
    }
  });

  it('words that a soft hyphen or a word joiner is in', async () => {
    const eve = await listOf('Donau\u00addampf\u00adschiff', 'Donau\u2060dampfschiff', 'Donaudampfschiff');
    for (const q of ['donaudampf', 'Donau\u00addampf']) assert.equal((await found(eve, q)).length, 3);
  });

  const scripts: [script: string, q: string, titles: string[], others: string[]][] = [
    ['Japanese', '売上', ['売上', '今月の売上を確認', 'iPhone売上2024'], ['売る上', '上売']],
    ['Chinese', '文档', ['文档', '整理项目文档和代码', '写文档。发邮件'], ['文件归档']],
    ['Thai', 'นม', ['นม', 'ซื้อนมและขนมปัง'], ['น้ำ']],
    ['Thai with marks', 'น้ำ', ['น้ำ', 'ดื่มน้ำมากๆ'], ['นม']],
    ['Lao', 'ນົມ', ['ນົມ', 'ຊື້ນົມແລະເຂົ້າຈີ່'], ['ນ້ຳ']],
    ['Khmer', 'ទឹក', ['ទឹក', 'ទិញទឹកដោះគោ'], ['បាយ']],
    ['Burmese', 'နို့', ['နို့', 'ပေါင်မုန့်နဲ့နို့ဝယ်ရန်'], ['ရေ']],
    ['a mix of scripts', 'iPhoneを買', ['iPhoneを買う', '新しいiPhoneを買いたい'], ['iPhone', 'iPhone を買う']],
    [
      'longer than what is indexed',
      '東京都千代田区丸の内一丁目',
      ['住所は東京都千代田区丸の内一丁目です'],
      ['東京都千代田区丸の内二丁目'],
    ],
    ['the Chinese zero', '二〇二', ['二〇二六年', '去二零二六年'], ['二一二']],
    ['rare characters', '𠮷野', ['𠮷野家', '明日は𠮷野家に行く'], ['吉野家']],
  ];
  for (const [script, q, titles, others] of scripts) {
    it(`inner parts in scripts without spaces, also beside an exact title: ${script}`, async () => {
      const eve = await listOf(...titles, ...others);
      assert.deepEqual(new Set(await found(eve, q)), new Set(titles));
      assert.deepEqual(new Set(await found(eve, `"${q}"`)), new Set(titles));
      assert.deepEqual(new Set(await found(eve, `-${q}`)), new Set(others));
      const [first] = (await ask(eve, q, 'sort=created&order=asc')).body.items;
      assert.ok(first.highlight.title.includes(`<mark>${q}</mark>`), first.highlight.title);
    });
  }

  it('scripts without spaces in compatibility forms, whichever form is typed', async () => {
    const eve = await listOf('ｿﾌﾄ', 'ソフト', '㍿');
    for (const q of ['ｿﾌﾄ', 'ソフ', '"ｿﾌﾄ"']) {
      assert.deepEqual(await found(eve, q, 'sort=created'), ['ソフト', 'ｿﾌﾄ'], q);
    }
    assert.deepEqual(await found(eve, '株式'), ['㍿']);
  });

  it('the same in ASCII, which is read by a shorter way, as beside other letters', async () => {
    const ascii = fc
      .array(
        fc.oneof(
          fc.string({ maxLength: 20 }),
          fc.constantFrom('\t', '\n', '\r', '\v', '\f', '`', "'", '1e5', '-', 'Running'),
        ),
      )
      .map((parts) => parts.join('').replaceAll('\0', ''));
    await fc.assert(
      fc.asyncProperty(ascii, async (text) => {
        const [row] = await backend.orm.em.execute<[Record<string, boolean>]>(
          `select search_plain(text || ' ü') = search_plain(text) || ' ü' as plain,
                  search_folded(text || ' ü') = search_folded(text) || ' u' as folded,
                  ts_delete(search_vector(text || ' ü', 'A'), 'u') = ts_delete(search_vector(text, 'A'), 'u') as vector
             from (select ?::text as text) given`,
          [text],
        );
        assert.deepEqual(row, { plain: true, folded: true, vector: true });
      }),
      propertyRuns(100),
    );
  });

  it('a title by each word in it, whatever the title', async () => {
    const ada = await listOf();
    const title = fc
      .array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom(...'/.-_@:#&+=~')), {
        minLength: 1,
        maxLength: 5,
      })
      .map((parts) => parts.join('').trim())
      .filter((text) => text !== '' && !text.includes('\0'));
    await fc.assert(
      fc.asyncProperty(title, async (text) => {
        const { status, body } = await ada.post('/api/tasks', { title: text });
        assert.equal(status, 201);
        for (const word of body.title
          .split(/[^\p{L}\p{N}\p{M}]+/u)
          .filter((part: string) => /[\p{L}\p{N}]/u.test(part))) {
          const ids = (await ask(ada, word, 'sort=created&limit=1')).body.items.map(({ id }: { id: string }) => id);
          assert.deepEqual(ids, [body.id], `${word} in ${text}`);
        }
        await ada.delete(`/api/tasks/${body.id}`);
      }),
      { ...propertyRuns(25), examples: [['∑\u{1ed39}→'], ['\u{1ed39}'], ['x \u0bf0-\u1372']] },
    );
  });
});
