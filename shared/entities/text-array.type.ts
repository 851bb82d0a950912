import { ArrayType } from '@mikro-orm/core';

/**
 * A column of type `text[]`. Every element is quoted, for PostgreSQL reads the unquoted element `null` in any case as NULL,
 * and MikroORM's own type quotes only some elements.
 */
export class TextArrayType extends ArrayType<string> {
  override convertToDatabaseValue(values: string[]): string {
    return `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
  }

  override getColumnType(): string {
    return 'text[]';
  }
}
