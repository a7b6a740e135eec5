import {
  Clock3,
  Cog,
  Database,
  FileStack,
  HardDrive,
  Inbox,
  Layers,
  type LucideIcon,
  Mail,
  Server,
  ShieldAlert,
  SquareFunction,
  User,
  Users,
} from 'lucide-react';
import type { NodeView } from '../views/nodeViews.ts';

export const ICONS: Readonly<Record<NodeView['icon'], LucideIcon>> = {
  client: User,
  crowd: Users,
  api: SquareFunction,
  cache: Layers,
  database: Database,
  queue: Inbox,
  worker: Cog,
  storage: HardDrive,
  log: FileStack,
  clock: Clock3,
  mail: Mail,
  service: Server,
  attacker: ShieldAlert,
};
