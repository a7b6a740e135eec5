/** The system's nodes and links by number, and what its messages are to each other. */
import { isNumbered } from '../links.ts';
import type { LinkKind, Message, MessageRole, NodeId, System } from '../system.ts';

const NOTHING: readonly string[] = [];

export class Network {
  private readonly indices = new Map<NodeId, number>();
  private readonly links = new Map<string, LinkKind>();
  private readonly numbered = new Set<string>();
  private readonly answers = new Map<string, string[]>();
  private readonly system: System;

  constructor(system: System) {
    this.system = system;
    system.nodes.forEach(({ id }, index) => this.indices.set(id, index));
    for (const link of system.links) {
      const name = `${link.from}->${link.to}`;
      this.links.set(name, link.kind);
      if (isNumbered(link)) this.numbered.add(name);
    }
    for (const [request, { replies }] of Object.entries(system.messages)) {
      for (const reply of replies ?? []) {
        this.answers.set(reply, [...(this.answers.get(reply) ?? []), request]);
      }
    }
  }

  /** Throws when there is no such node. */
  nodeIndex(node: NodeId): number {
    const index = this.indices.get(node);
    if (index === undefined) throw new Error(`The system has no node named "${node}".`);
    return index;
  }

  nodeId(index: number): NodeId {
    return this.system.nodes[index]?.id ?? '';
  }

  /** Throws when the two nodes have no link: a flow's error. */
  link(fromNode: number, toNode: number): LinkKind {
    if (fromNode === toNode) return 'local';
    const from = this.nodeId(fromNode);
    const to = this.nodeId(toNode);
    const kind = this.links.get(`${from}->${to}`);
    if (kind === undefined) {
      throw new Error(`There is no link from "${from}" to "${to}". Add it to the flow's links.`);
    }
    return kind;
  }

  /** How a message travels: over a stream link it may have a connection of its own. */
  way(fromNode: number, toNode: number, type: string): LinkKind {
    const kind = this.link(fromNode, toNode);
    if (kind !== 'stream') return kind;
    return type === 'refused' || this.system.messages[type]?.apart === true ? 'call' : kind;
  }

  /** Nothing is repeated on the way: see `isNumbered` of links.ts. */
  isNumbered(fromNode: number, toNode: number): boolean {
    return this.numbered.has(`${this.nodeId(fromNode)}->${this.nodeId(toNode)}`);
  }

  /** A message's role; of a reply also the types of the requests that it answers. */
  role(message: Message): { role: MessageRole; answers: readonly string[] } {
    if (message.type === 'refused') return { role: 'reply', answers: [String(message['of'])] };
    const role = this.system.messages[message.type]?.role ?? 'oneWay';
    return { role, answers: this.answers.get(message.type) ?? NOTHING };
  }
}
