/**
 * The pages and their addresses. Each lies right in the folder of the app, none below it: files
 * are named relative to that folder, so that the built app works from any folder of any host.
 * The build writes one file for each.
 */
export const PAGES = ['author', 'clicker', 'guide', 'join', 'play', 'present', 'project'] as const;

/** The folder of the app, with a slash at its end. */
export const folderOf = (href: string): string => new URL('.', href).pathname;

/** Links to a moment once opened at the folder itself; they still do. */
export function movedLink({ pathname, search, hash }: URL): string | null {
  const isHome = /\/(index\.html)?$/.test(pathname);
  return isHome && /^#v\d+:/.test(hash)
    ? `${pathname.replace(/index\.html$/, '')}play${search}${hash}`
    : null;
}
