/** Everything that the palette finds, and where it leads. */
import { overview } from 'virtual:overview';
import { shelf } from '../scenarios/shelf.ts';

export interface Find {
  readonly id: string;
  readonly title: string;
  /** Where it belongs, in a word or two. */
  readonly of: string;
  readonly href: string;
}

export interface FindGroup {
  readonly title: string;
  readonly finds: readonly Find[];
}

const play = (asked: Readonly<Record<string, string>>): string =>
  `/play?${new URLSearchParams(asked)}`;

export function findGroups(): readonly FindGroup[] {
  const flowOf = new Map(overview.map(({ id, title }) => [id, title]));
  return [
    {
      title: 'Pages',
      finds: [
        { id: 'page home', title: 'Home', of: 'page', href: '/' },
        { id: 'page guide', title: 'Field guide', of: 'page', href: '/guide' },
        { id: 'page play', title: 'Workbench', of: 'page', href: '/play' },
      ],
    },
    {
      title: 'Flows',
      finds: overview.map(({ id, title }) => ({
        id: `flow ${id}`,
        title,
        of: 'flow',
        href: play({ flow: id }),
      })),
    },
    {
      title: 'Variants',
      finds: overview.flatMap(({ id: flow, title: of, variants }) =>
        variants.length < 2
          ? []
          : variants.map(({ id, title }) => ({
              id: `variant ${flow} ${id}`,
              title,
              of,
              href: play({ flow, variant: id }),
            })),
      ),
    },
    {
      title: 'Scenarios',
      finds: shelf.map(({ id, title, flow }) => ({
        id: `scenario ${id}`,
        title,
        of: flowOf.get(flow) ?? flow,
        href: play({ s: id }),
      })),
    },
    {
      title: 'Field guide',
      finds: overview.flatMap(({ guide, title: of }) =>
        guide.flatMap(({ entries }) =>
          entries.map(({ id, title }) => ({
            id: `guide ${id}`,
            title,
            of,
            href: `/guide?section=${id.split('.')[0]}#${id}`,
          })),
        ),
      ),
    },
    {
      title: 'Guarantees',
      finds: overview.flatMap(({ id: flow, title: of, guarantees }) =>
        guarantees.map(({ id, ref, title, variant }) => ({
          id: `guarantee ${flow} ${id}`,
          title,
          of: `${of}, ${ref}`,
          href: play({ flow, variant, guarantee: id }),
        })),
      ),
    },
    {
      title: 'Faults',
      finds: overview.flatMap(({ id: flow, title: of, faults }) =>
        faults.map(({ id, title, node, on }) => ({
          id: `fault ${flow} ${id} ${node}`,
          title: `${title}: ${on}`,
          of,
          href: play({ flow, break: node }),
        })),
      ),
    },
  ].filter(({ finds }) => finds.length > 0);
}

/** Every word of the wish is somewhere in the text. */
export const isWished = (text: string, wish: string): boolean => {
  const plain = plainText(text);
  return plainText(wish)
    .split(/\s+/)
    .every((word) => plain.includes(word));
};

const plainText = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase();
