import type { CsvOptions } from '../../../lambdas/reading/csv/csv-options.ts';

/**
 * What csv-parse completes the options of `csvOptions` to. The worker contains this function instead of that of the library
 * (page/build-worker.ts). A test compares the two.
 */
export function completeCsvOptions({ delimiter, record_delimiter, ...given }: CsvOptions) {
  return {
    ...given,
    delimiter: [Buffer.from(delimiter)],
    record_delimiter: record_delimiter.map((text) => Buffer.from(text)),
    encoding: 'utf8',
    cast: undefined,
    cast_function: null,
    cast_date: false,
    cast_first_line_to_header: undefined,
    columns: false,
    group_columns_by_name: false,
    comment: null,
    comment_no_infix: false,
    delimiter_auto: false,
    escape: Buffer.from('"'),
    from: 1,
    from_line: 1,
    ignore_last_delimiters: false,
    info: false,
    max_record_size: 0,
    objname: undefined,
    on_record: undefined,
    quote: Buffer.from('"'),
    raw: false,
    relax_column_count_less: false,
    relax_column_count_more: false,
    skip_empty_lines: false,
    skip_records_with_empty_values: false,
    skip_records_with_error: false,
    rtrim: false,
    ltrim: false,
    to: -1,
    to_line: -1,
  };
}
