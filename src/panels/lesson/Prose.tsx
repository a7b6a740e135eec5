import Markdown, { type Components } from 'react-markdown';
import styles from './lesson.module.css';

/** What prose needs. Raw HTML is never read, and a picture would ask another host for itself. */
const ALLOWED = ['p', 'strong', 'em', 'code', 'pre', 'ul', 'ol', 'li', 'a', 'blockquote', 'br'];

/** The headings are the page's own. */
const COMPONENTS: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  ),
};

/** A lesson's Markdown. Whatever it holds, nothing of it runs. */
export function Prose({ text }: { readonly text: string }) {
  return (
    <div className={styles.prose}>
      <Markdown allowedElements={ALLOWED} unwrapDisallowed components={COMPONENTS}>
        {text}
      </Markdown>
    </div>
  );
}

const ONE_LINE: Components = { ...COMPONENTS, p: ({ children }) => <span>{children}</span> };

/** The same within a line: an option, a title. */
export function Line({ text }: { readonly text: string }) {
  return (
    <Markdown
      allowedElements={['p', 'strong', 'em', 'code']}
      unwrapDisallowed
      components={ONE_LINE}
    >
      {text}
    </Markdown>
  );
}
