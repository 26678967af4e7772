/** How a reference page is drawn. */
import { dataAddress } from '../resource/addresses.ts';
import { type Cell, type Sheet, textOf } from '../resource/sheet.ts';
import { useFrame, withQuery } from './frame.ts';
import { Layout } from './layout.tsx';
import { Mark } from './marks.tsx';
import { Empty, Formats, Part, Table } from './parts.tsx';

function Inside({ cell }: { cell: Cell }) {
  if (typeof cell === 'string') return <>{cell}</>;
  const { text, answer, href, label = text } = cell;
  const said = href === undefined ? label : <a href={href}>{label}</a>;
  if (answer === undefined) return <>{said}</>;
  return (
    <Mark of="support" word={answer}>
      {said}
    </Mark>
  );
}

const LONG = 40;
/** `verified 2026-02-01` */
const SHORT = /^\S+ \d{4}-\d\d-\d\d$/;

/** A sentence needs some room, and a day stays on one line. */
function widthOf(cell: Cell): string | undefined {
  const text = textOf(cell);
  if (typeof cell !== 'string' && cell.label !== undefined) return undefined;
  return text.length > LONG ? 'wide' : SHORT.test(text) ? 'unbroken' : undefined;
}

export const SheetTables = ({ sheet: { head, parts } }: { sheet: Sheet }) => (
  <>
    {parts.map(({ id, title, href, lead, head: own = head, rows, empty }) => (
      <Part key={id} id={id} title={title} href={href} count={rows.length}>
        {lead !== undefined && <p>{lead}</p>}
        {rows.length === 0 ? (
          <Empty>{empty}</Empty>
        ) : (
          <Table caption={title} head={own} isHeld>
            {rows.map((row, at) => (
              <tr key={at}>
                {row.map((cell, column) =>
                  column === 0 ? (
                    <th key={column} scope="row">
                      <Inside cell={cell} />
                    </th>
                  ) : (
                    <td key={column} class={widthOf(cell)}>
                      <Inside cell={cell} />
                    </td>
                  ),
                )}
              </tr>
            ))}
          </Table>
        )}
      </Part>
    ))}
  </>
);

/** Where the list goes on, if it does not end here. */
export function Onward({ next }: { next: string | null | undefined }) {
  const { address } = useFrame();
  if (next == null) return null;
  return (
    <p class="actions">
      <a class="button" href={withQuery(address, { after: next })}>
        The next features
      </a>
    </p>
  );
}

export const REFERENCE = [{ label: 'Reference', address: '/reference' }];

/** @param path of the page, without its query */
export const SheetPage = ({ sheet, path }: { sheet: Sheet; path: string }) => (
  <Layout title={sheet.title} here="/reference" above={REFERENCE} lead={sheet.lead}>
    <SheetTables sheet={sheet} />
    <Onward next={sheet.next} />
    <Formats data={dataAddress(path)} formats={['csv', 'md']} />
  </Layout>
);
